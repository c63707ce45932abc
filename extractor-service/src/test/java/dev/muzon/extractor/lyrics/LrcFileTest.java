package dev.muzon.extractor.lyrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.rest.LyricsView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LrcFileTest {
    private static LyricsView.Line line(long millis, String text) {
        return new LyricsView.Line(Duration.ofMillis(millis), text);
    }

    @Test
    void timedLinesAreReadInTheOrderInWhichTheyAreSung() {
        List<LyricsView.Line> lines = LrcFile.lines("""
                [ar:Somebody]
                [00:12.5][01:02.500] Refrain
                [00:20.25]Verse
                [00:30]
                no time here
                """);

        assertThat(lines)
                .containsExactly(
                        line(12_500, "Refrain"), line(20_250, "Verse"), line(30_000, ""), line(62_500, "Refrain"));
    }

    @Test
    void anOffsetMakesAllLinesAppearSoonerAndNoneBeforeTheBeginning() {
        assertThat(LrcFile.lines("[offset:+500]\n[00:00.20]a\n[00:01.00]b"))
                .containsExactly(line(0, "a"), line(500, "b"));
    }

    @Test
    void textWithoutTimesHasNoLines() {
        assertThat(LrcFile.lines("just words\n[chorus]\n[99999:00] x")).isEmpty();
        assertThat(LrcFile.lines("")).isEmpty();
    }

    @Test
    void moreLinesThanAnySongHasAreCut() {
        assertThat(LrcFile.lines("[00:01][00:02] la\n".repeat(5_000))).hasSize(LyricsView.MAX_LINES);
    }
}
