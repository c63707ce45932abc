package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueTextTest {
    private static final int TELEGRAM_LIMIT = 4_096;

    @ParameterizedTest
    @ValueSource(strings = {"&<>\"", "🎵", "@a", "א"})
    void twoHundredEntriesWithLongNamesStayUnderTelegramsLimit(String piece) {
        String name = piece.repeat(100);
        var queue = IntStream.range(0, 200)
                .mapToObj(i -> new QueueEntry(
                        "r/" + i,
                        "r",
                        new Track("t" + i, "library", name, name, Duration.ofHours(10), null),
                        new Requester(1, name)))
                .toArray(QueueEntry[]::new);
        for (Language language : new Languages().all()) {
            String html =
                    new QueueText(TestTexts.all()).of(Players.playing(-1, 5, Instant.EPOCH, queue[0], queue), language);
            assertThat(parsed(html)).hasSizeLessThanOrEqualTo(TELEGRAM_LIMIT);
        }
    }

    /** Returns the text that Telegram counts. */
    private static String parsed(String html) {
        return html.replaceAll("</?b>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
