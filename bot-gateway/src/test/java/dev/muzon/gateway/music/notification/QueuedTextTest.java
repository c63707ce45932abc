package dev.muzon.gateway.music.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Announcements that wait for Telegram while the player goes on. */
class QueuedTextTest {
    private static final Instant START = Instant.EPOCH;
    private static final QueueEntry FIRST = Players.entry("e1", "Waltz", 1);
    private static final QueueEntry SECOND = Players.entry("e2", "Nocturne", 1);
    private static final QueueEntry THIRD = Players.entry("e3", "Etude", 1);

    private final KnownPlayers known = new KnownPlayers();
    private final QueuedText text = new QueuedText(known, new CallText(TestTexts.all()), TestTexts.all());
    private final Draft second = announced(SECOND, 1, START, SECOND);
    private final Draft third = announced(THIRD, 2, START, SECOND, THIRD);

    @Test
    void tellsThePlaceAndTheTimeThatAreLeft() {
        assertThat(html(third)).contains("Number 2 in the queue, starts in about 2 min");
        known.saw(Players.playing(-1, 5, START.plusSeconds(60), FIRST, SECOND, THIRD));
        assertThat(html(third)).contains("Number 2 in the queue, starts in about 1 min");
        known.saw(Players.playing(-1, 6, START.plusSeconds(90), SECOND, THIRD));
        assertThat(html(third)).endsWith("\nNumber 1 in the queue");
    }

    @Test
    void aTrackThatPlaysByNowIsLeftToItsCard() {
        known.saw(Players.playing(-1, 6, START.plusSeconds(90), SECOND, THIRD));
        assertThat(second.write()).isEmpty();
    }

    @Test
    void aTrackThatIsGoneByNowHasNoPlaceAnyMore() {
        known.saw(Players.idle(-1, 6, START.plusSeconds(90)));
        assertThat(html(third)).isEqualTo("➕ <b>Artist &amp; Co – Etude</b>");
    }

    @Test
    void severalThatWaitBecomeOneThatCountsAll() {
        Draft both = third.merge(second).orElseThrow();
        assertThat(html(both)).startsWith("➕ 2 tracks added\nThe first is number 1 in the queue");
    }

    private String html(Draft draft) {
        return draft.write().map(Content::html).orElseThrow();
    }

    private Draft announced(QueueEntry entry, int position, Instant at, QueueEntry... upcoming) {
        PlayerView player = Players.playing(-1, 5, at, FIRST, upcoming);
        var event = new PlayerEvent.TracksQueued(
                "tg:" + entry.id(), ChatRef.of(-1), List.of(entry), position, Duration.ofMinutes(2), player);
        return text.of(event, Language.ENGLISH);
    }
}
