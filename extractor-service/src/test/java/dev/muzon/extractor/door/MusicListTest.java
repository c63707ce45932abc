package dev.muzon.extractor.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MusicListTest {
    private static final HttpLink BASE = HttpLink.parse("https://radio.example/lists/all.m3u");

    private static List<String> read(String text) {
        assertThat(MusicList.maybeBeginsIn(text.substring(0, Math.min(64, text.length())), BASE))
                .isTrue();
        return Objects.requireNonNull(MusicList.read(text, BASE)).stream()
                .map(listed -> listed.link() + "|" + listed.title())
                .toList();
    }

    @Test
    void anM3uListGivesTitlesAndRelativeLinks() {
        assertThat(read("""
                        \uFEFF#EXTM3U
                        #EXTINF:123,Muzon Ensemble - Sea Breeze
                        sea.mp3
                        #EXTINF:-1 tvg-id="x",Night, Radio
                        #EXTVLCOPT:network-caching=1000
                        http://night.example:8000/live
                        """))
                .containsExactly(
                        "https://radio.example/lists/sea.mp3|Muzon Ensemble - Sea Breeze",
                        "http://night.example:8000/live|Night, Radio");
    }

    @Test
    void linesOfLinksAreAListToo() {
        assertThat(read("http://a.example/1\r\nhttp://b.example/2\r\n"))
                .containsExactly("http://a.example/1|", "http://b.example/2|");
    }

    @Test
    void aListCalledM3uMayBeFileNamesOnly() {
        assertThat(read("# my evening\r\nsea breeze.mp3\r\n../old/night.ogg\r\n"))
                .containsExactly(
                        "https://radio.example/lists/sea%20breeze.mp3|", "https://radio.example/old/night.ogg|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Not found</html>", "ID3\u0004\u0000\u0000sea"})
    void theNameAloneMakesNoList(String text) {
        assertThat(MusicList.maybeBeginsIn(text, BASE)).isFalse();
        assertThat(MusicList.read(text, BASE)).isNull();
    }

    @Test
    void aPlsListJoinsFilesAndTitlesByNumber() {
        assertThat(read("""
                        [playlist]
                        NumberOfEntries=2
                        Title2=Second
                        File1=http://a.example/1
                        file2 = http://a.example/2
                        Length1=-1
                        """)).containsExactly("http://a.example/1|", "http://a.example/2|Second");
    }

    @Test
    void anXspfListGivesTheFirstLocationOfEachTrack() {
        assertThat(read("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <playlist version="1" xmlns="http://xspf.org/ns/0/"><title>All</title><trackList>
                        <track><location>http://a.example/1</location><location>http://b.example/1</location>
                        <title>One &amp; only</title></track>
                        <track><title>Lost</title></track>
                        <track><location>two.ogg</location></track>
                        </trackList></playlist>
                        """)).containsExactly("http://a.example/1|One & only", "https://radio.example/lists/two.ogg|");
    }

    @Test
    void entriesOnSomebodysDiskAreLeftOut() {
        assertThat(read("#EXTM3U\nC:\\Music\\one.mp3\nfile:///etc/passwd\nrtmp://a.example/1\nhttp://a.example/2\n"))
                .containsExactly("http://a.example/2|");
    }

    @Test
    void xmlThatNamesAFileOrGrowsIsNotExpanded() {
        String sly = """
                <!DOCTYPE playlist [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>
                """;
        assertThat(MusicList.read(
                        "<?xml version=\"1.0\"?>" + sly + "<playlist><track><location>&b;</location></track>"
                                + "</playlist>",
                        BASE))
                .isNullOrEmpty();
    }

    @Test
    void aListOfAMillionEntriesIsBounded() {
        assertThat(read("#EXTM3U\n" + "http://a.example/1\n".repeat(50_000))).hasSize(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nseg1.ts\n",
                "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=128000\nlow.m3u8\n",
                "<?xml version=\"1.0\"?><html><body>no</body></html>",
                "ID3 and sound",
                "",
            })
    void anythingElseIsNotAList(String text) {
        assertThat(MusicList.read(text, HttpLink.parse("https://radio.example/live")))
                .isNull();
    }
}
