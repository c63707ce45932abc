package dev.muzon.extractor.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HlsPlaylistTest {
    private static final HttpLink BASE = HttpLink.parse("https://music.example/live/list.m3u8");

    private final List<String> named = new ArrayList<>();

    private String address(HttpLink link, HlsPlaylist.Target target, String ending) {
        named.add(target + " " + link);
        return "door/" + named.size() + "." + ending;
    }

    private String rewritten(String... lines) {
        return HlsPlaylist.rewritten(String.join("\n", lines), BASE, this::address);
    }

    @Test
    void everyAddressBecomesTheDoors() {
        assertThat(rewritten(
                        "#EXTM3U",
                        "#EXT-X-KEY:METHOD=AES-128,URI=\"key?id=1\",IV=0x1",
                        "#EXT-X-KEY:METHOD=AES-128,URI=/other",
                        "#EXTINF:4,Title",
                        "seg1.ts",
                        "#EXTINF:4,",
                        "http://cdn.example/seg2.jpg"))
                .isEqualTo("""
                        #EXTM3U
                        #EXT-X-KEY:METHOD=AES-128,URI="door/1.m4s",IV=0x1
                        #EXT-X-KEY:METHOD=AES-128,URI="door/2.m4s"
                        #EXTINF:4,Title
                        door/3.ts
                        #EXTINF:4,
                        door/4.ts
                        """);
        assertThat(named)
                .containsExactly(
                        "BYTES https://music.example/live/key?id=1",
                        "BYTES https://music.example/other",
                        "BYTES https://music.example/live/seg1.ts",
                        "BYTES http://cdn.example/seg2.jpg");
    }

    @Test
    void whatIsReadAsAPlaylistIsServedAsOne() {
        rewritten(
                "#EXTM3U",
                "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",URI=\"audio.m3u8\"",
                "#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"a\"",
                "variant",
                "after.ts");
        assertThat(named)
                .containsExactly(
                        "PLAYLIST https://music.example/live/audio.m3u8",
                        "PLAYLIST https://music.example/live/variant",
                        "BYTES https://music.example/live/after.ts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "httpproxy://10.0.0.1:80/x",
                "file:///etc/passwd",
                "tcp://10.0.0.1:22",
                "crypto+http://10.0.0.1/x",
                "concat:a|b",
                "data:audio/mpeg;base64,AAAA"
            })
    void anAddressThatIsNoLinkToTheWebRefusesThePlaylist(String address) {
        for (String line : List.of(address, "#EXT-X-MAP:URI=\"" + address + "\"")) {
            assertThatThrownBy(() -> rewritten("#EXTM3U", line))
                    .as(line)
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.LIST_UNSUPPORTED));
        }
    }

    @Test
    void aPlaylistWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> rewritten("#EXTM3U\n" + "a.ts\n".repeat(20_001)))
                .isInstanceOf(FailureException.class);
    }

    @Test
    void commentsAndBlankLinesAreLeftOut() {
        assertThat(rewritten("\uFEFF#EXTM3U", "", "# a comment", "a.ts")).isEqualTo("#EXTM3U\ndoor/1.ts\n");
    }
}
