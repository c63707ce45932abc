package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http://h.example/a.mp3 | http://h.example/a.mp3",
                "HTTP://h.example/A.mp3 | HTTP://h.example/A.mp3",
                "please http://h.example/a.mp3 | http://h.example/a.mp3",
                "http://h.example/a.mp3 please | http://h.example/a.mp3",
                "http://h.example/a.mp3, спасибо | http://h.example/a.mp3",
                "<https://h.example/a.mp3> | https://h.example/a.mp3",
                "(see http://h.example/a.mp3) | http://h.example/a.mp3",
                "(http://h.example/a_(live).mp3) | http://h.example/a_(live).mp3",
                "«http://h.example/a.mp3». | http://h.example/a.mp3",
                "слушай:http://h.example/a.mp3 | http://h.example/a.mp3",
                "http://h.example:8000/; | http://h.example:8000/;",
                "http://h.example:8000/;stream.mp3 | http://h.example:8000/;stream.mp3",
                "http://h.example/a?x='$(id)\"|http://h.example/a?x='$(id)",
                "http://h.example/a#t=30 | http://h.example/a#t=30",
                "http://my_radio.example/x | http://my_radio.example/x",
                "http://[::1]:8000/x | http://[::1]:8000/x",
                "http://h.example/a b.mp3 | http://h.example/a%20b.mp3",
                "ftp://h.example/a.mp3 | ftp://h.example/a.mp3",
                "file:///etc/passwd | file:///etc/passwd",
                "spotify:track:4cOdK2wGLETKBW3PvgPWqT | https://open.spotify.com/track/4cOdK2wGLETKBW3PvgPWqT",
                "hear spotify:album:4cOdK2wGLETKBW3PvgPWqT, | https://open.spotify.com/album/4cOdK2wGLETKBW3PvgPWqT",
                "h.example/a.mp3 | https://h.example/a.mp3",
                "h.example:8000/live.mp3 | http://h.example:8000/live.mp3",
                "h.example:443/live.mp3 | https://h.example:443/live.mp3",
                "10.0.0.2:8090/x.mp3 | http://10.0.0.2:8090/x.mp3",
                "радио.рф/live | https://радио.рф/live",
                "my_radio.example/x, | https://my_radio.example/x",
                "h.example/go?to=http://x.example/y | https://h.example/go?to=http://x.example/y"
            })
    void findsALinkAsPeopleTypeIt(String text, String link) {
        assertThat(LinkReader.links(text)).first().isEqualTo(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nocturne",
                "ac/dc",
                "will.i.am",
                "t.A.T.u.",
                "R.E.M./Losing my religion",
                "vol.2/3",
                "12.05.2024/live",
                "song.mp3",
                "10:30",
                "http://",
                "://",
                "mail@h.example/x",
                "1.2.3.4",
                "h.example:99999/x",
                "..../...",
                "…"
            })
    void findsNoLinkInOrdinaryWords(String text) {
        assertThat(LinkReader.links(text)).isEmpty();
    }

    @Test
    void findsNoLinkInANameWithDotsEvenWhenTelegramDoes() {
        assertThat(LinkReader.links(marked("will.i.am"))).isEmpty();
        assertThat(LinkReader.links(marked("youtube.com"))).containsExactly("https://youtube.com");
    }

    @Test
    void severalLinksComeInTheirOrderAndOnlyOnce() {
        assertThat(LinkReader.links("http://b.example/1 http://a.example/2 http://b.example/1"))
                .containsExactly("http://b.example/1", "http://a.example/2");
    }

    @Test
    void keepsTenLinksAndNoneThatIsLongerThanALinkMayBe() {
        String many =
                IntStream.range(0, 50).mapToObj(i -> "http://h.example/" + i).collect(Collectors.joining(" "));
        assertThat(LinkReader.links(many)).hasSize(10);
        assertThat(LinkReader.links("http://h.example/" + "x".repeat(2_000))).isEmpty();
    }

    /** Reads texts that once overflowed the stack, which silenced a group for good. */
    @ParameterizedTest
    @ValueSource(strings = {"a.", "a.b/", "http://", "://", "(", "<a", "a:", "\u202E", "/", "x.y:1"})
    void repetitionsOfAnyLengthAreReadOnASmallStack(String part) throws Exception {
        var task = new FutureTask<List<String>>(() -> LinkReader.links(part.repeat(4_000 / part.length())));
        var thread = new Thread(null, task, "small-stack", 512 * 1024);
        thread.start();
        assertThat(task.get()).hasSizeLessThan(11);
    }

    private static MessageText marked(String text) {
        return new MessageText(text, List.of(new MessageText.Entity("url", 0, text.length(), null)));
    }
}
