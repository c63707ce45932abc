package dev.muzon.assistant.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of which links of a post may be played. */
class PostLinksTest {
    @ParameterizedTest
    @CsvSource({
        "https://youtu.be/abcdefghijk, https://youtu.be/abcdefghijk",
        "youtu.be/abcdefghijk, https://youtu.be/abcdefghijk",
        "HTTP://example.org/song.mp3, HTTP://example.org/song.mp3",
        "t.me/night_music/12, https://t.me/night_music/12",
        "https://t.me/c/1234/12?single, https://t.me/c/1234/12?single"
    })
    void offersLinksToPagesFilesAndMessages(String link, String offered) {
        assertThat(PostLinks.playable(List.of(link))).contains(offered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t.me/night_music",
                "https://t.me/+AbCdEf",
                "https://t.me/joinchat/AbCdEf",
                "tg://resolve?domain=night",
                "javascript://example.org/%0aalert(1)",
                "file:///etc/passwd",
                "https://user:word@example.org/a",
                "https://example.org",
                "https://example.org/a b",
                "mailto:a@example.org",
                "://",
                ""
            })
    void offersNoOtherLinks(String link) {
        assertThat(PostLinks.playable(List.of(link))).isEmpty();
    }

    @Test
    void offersTheFirstLinkThatMayBePlayed() {
        assertThat(PostLinks.playable(List.of("t.me/night_music", "youtu.be/one", "youtu.be/two")))
                .contains("https://youtu.be/one");
    }
}
