package dev.muzon.gateway.music.lyrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.rest.LyricsView.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LyricsTextTest {
    private static final List<LyricsView.Line> LINES = List.of(
            new LyricsView.Line(Duration.ofSeconds(10), "first <line>"),
            new LyricsView.Line(Duration.ofSeconds(20), ""),
            new LyricsView.Line(Duration.ofSeconds(30), "third"),
            new LyricsView.Line(Duration.ofSeconds(40), "fourth"),
            new LyricsView.Line(Duration.ofSeconds(50), "fifth"),
            new LyricsView.Line(Duration.ofSeconds(60), "sixth"));

    private final LyricsText text = new LyricsText(TestTexts.all());

    private String at(int seconds) {
        return LyricsText.at(Duration.ofSeconds(seconds), LINES).markup();
    }

    @Test
    void theLineThatIsSungStandsBoldBetweenItsNeighbours() {
        assertThat(at(31)).isEqualTo("♪\n<b>third</b>\nfourth\nfifth\nsixth");
    }

    @Test
    void beforeTheFirstLineNobodySings() {
        assertThat(at(0)).isEqualTo("<b>♪</b>\nfirst &lt;line&gt;\n♪\nthird");
    }

    @Test
    void theLastLineStandsUntilTheEnd() {
        assertThat(at(600)).isEqualTo("fifth\n<b>sixth</b>");
    }

    @Test
    void longLyricsAreSplitBetweenVersesAndLoseNoWord() {
        String verse = "a line of a song\n".repeat(60).strip();
        String words = String.join("\n\n", verse, verse, verse, verse, verse, verse);
        var lyrics = new LyricsView(Outcome.FOUND, "Song", "Band", words, LINES, "LRCLIB");

        List<Content> messages = text.answer(lyrics, 5L, Language.ENGLISH);

        assertThat(messages).hasSize(2).allSatisfy(message -> {
            assertThat(message.html().length()).isLessThan(4096);
        });
        assertThat(messages.getFirst().html())
                .startsWith("📝 <b>Band – Song</b>\n\na line")
                .endsWith("a song");
        assertThat(messages.getFirst().buttons()).isEmpty();
        assertThat(messages.getLast().html()).endsWith("\n\nSource: LRCLIB");
        assertThat(messages.getLast().buttons().getFirst().getFirst().data()).isEqualTo("lyrics:5");
        assertThat(String.join("\n", LyricsText.pieces(words)).lines().filter(line -> !line.isBlank()))
                .hasSize(6 * 60);
    }

    @Test
    void aTextWithoutLinesIsSplitToo() {
        List<String> pieces = LyricsText.pieces("🎵".repeat(5_000));
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.length()).isLessThanOrEqualTo(3_500));
        assertThat(String.join("", pieces)).isEqualTo("🎵".repeat(5_000));
    }

    @Test
    void lyricsNotifyNobodyAndStayText() {
        var lyrics = new LyricsView(Outcome.FOUND, "Song", null, "<b>@durov</b> & co", List.of(), "LRCLIB");
        assertThat(text.answer(lyrics, null, Language.ENGLISH).getFirst().html())
                .contains("&lt;b&gt;@\u2060durov&lt;/b&gt; &amp; co");
    }
}
