package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            var page = new QueuePage(5, 0, 0, 200, List.of(queue).subList(0, 10));
            String html = new QueueText(TestTexts.all())
                    .of(Players.playing(-1, 5, Instant.EPOCH, queue[0], queue), page, language)
                    .html();
            assertThat(parsed(html)).hasSizeLessThanOrEqualTo(TELEGRAM_LIMIT);
        }
    }

    // A queue that was shown right after a song's end never stopped saying "Starting…".
    @Test
    void whatPassesWithinSecondsIsNotSaidInAMessageThatStays() {
        PlayerView starting = Players.in(
                PlayerState.STARTING, Players.playing(-1, 5, Instant.EPOCH, Players.entry("e1", "Nocturne", 1)));
        var troubled = Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, Failure.of(FailureCode.NO_VOICE_CHAT, "none")), starting);

        assertThat(shown(starting)).hasSize(1);
        assertThat(shown(troubled)).last().asString().startsWith("⚠️ I can't play yet: there is no voice chat.");
    }

    // Right after a /play that could not play, the song stood there as if it were heard.
    @Test
    void aSongThatNobodyHeardYetLookedAsIfItPlayed() {
        PlayerView joining = Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, null),
                Players.in(
                        PlayerState.STARTING,
                        Players.playing(-1, 5, Instant.EPOCH, Players.entry("e1", "Nocturne", 1))));

        assertThat(shown(joining)).hasSize(2).last().isEqualTo("⏳ Joining the voice chat, not heard yet.");
    }

    private static List<String> shown(PlayerView player) {
        var nothing = new QueuePage(5, 0, 0, 0, List.of());
        return new QueueText(TestTexts.all())
                .of(player, nothing, new Language("en"))
                .html()
                .lines()
                .toList();
    }

    @Test
    void thePagesBeforeAndBehindHaveButtons() {
        QueueEntry entry = Players.entry("e1", "Nocturne", 1);
        var view = Players.playing(-1, 5, Instant.EPOCH, entry);
        var text = new QueueText(TestTexts.all());

        Content content = text.of(view, new QueuePage(5, 0, 10, 25, List.of(entry)), new Language("en"));

        assertThat(content.html()).contains("11. Artist &amp; Co – Nocturne").endsWith("…and 14 more");
        assertThat(content.buttons())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsExactly(new Content.Button("◀", "queue:0"), new Content.Button("▶", "queue:20")));
        assertThat(text.of(view, new QueuePage(5, 0, 0, 1, List.of(entry)), new Language("en"))
                        .buttons())
                .isEmpty();
    }

    @Test
    void theSignOfAShuffledQueueStoodAloneInALine() {
        QueueEntry entry = Players.entry("e1", "Nocturne", 1);
        var shuffled = new QueueStatus(0, Loop.OFF, PlayOrder.SHUFFLED, null);
        var view = Players.withQueue(shuffled, Players.playing(-1, 5, Instant.EPOCH, entry));

        Content content =
                new QueueText(TestTexts.all()).of(view, new QueuePage(5, 0, 0, 0, List.of()), new Language("en"));

        assertThat(content.html()).isEqualTo("<b>Now:</b> Artist &amp; Co – Nocturne · 3:45 · 🔀");
    }

    @ParameterizedTest
    @CsvSource({"2, PT1H19M50S, '<b>Next:</b> 1 h 20 min in all'", "1, PT3M, <b>Next:</b>", "2, , <b>Next:</b>"})
    void saysHowLongTheWholeQueueLasts(int size, Duration length, String heading) {
        QueueEntry entry = Players.entry("e1", "Nocturne", 1);
        var status = new QueueStatus(size, Loop.OFF, PlayOrder.AS_QUEUED, null, length, false);
        var view = Players.withQueue(status, Players.playing(-1, 5, Instant.EPOCH, entry));

        Content content = new QueueText(TestTexts.all())
                .of(view, new QueuePage(5, 0, 0, size, List.of(entry)), new Language("en"));

        assertThat(content.html().lines()).contains(heading);
    }

    /** Returns the text that Telegram counts. */
    private static String parsed(String html) {
        return html.replaceAll("</?b>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
