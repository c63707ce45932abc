package dev.muzon.gateway.music.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.music.player.AnsweredTrouble;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Announcements that wait for Telegram while the player goes on. */
class QueuedTextTest {
    private static final Instant START = Instant.EPOCH;
    private static final QueueEntry FIRST = Players.entry("e1", "Waltz", 1);
    private static final QueueEntry SECOND = Players.entry("e2", "Nocturne", 1);
    private static final QueueEntry THIRD = Players.entry("e3", "Etude", 1);

    private final KnownPlayers known = new KnownPlayers();
    private final QueuedText text = new QueuedText(
            known, mock(PlayerClient.class), new AnsweredTrouble(), new CallText(TestTexts.all()), TestTexts.all());
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

    // "Number 1 in the queue" was said behind a track that repeats, and it never came.
    @Test
    void saysThatTheTrackBeforeItRepeats() {
        known.saw(Players.withQueue(
                new QueueStatus(1, Loop.TRACK, PlayOrder.AS_QUEUED, null),
                Players.playing(-1, 5, START.plusSeconds(60), FIRST, SECOND)));
        assertThat(html(second))
                .endsWith("\nNumber 1 in the queue\n🔂 The current track repeats: /loop off lets the queue go on.");
    }

    @Test
    void saysThatATrackIsOnlyTheClosestMatch() {
        var track = new Track("t-1", "metadata", "Etude", null, Duration.ofMinutes(3), null, null, null, true);
        var closest = new QueueEntry("e4", null, track, THIRD.requester());
        Draft draft = announced(closest, 1, START, closest);
        assertThat(html(draft))
                .startsWith("➕ <b>Etude</b>\n≈ Not the very recording, but the closest match I found.\nNumber 1 in");
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

    @Test
    void aTrackBehindTheTenthIsNumberedToo() {
        QueueEntry[] named = named(10);
        Draft twelfth = text.of(
                event(THIRD, 12, behind(2, Players.playing(-1, 5, START, FIRST, named))),
                Set.of(),
                Language.ENGLISH,
                new AtomicReference<>());
        assertThat(html(twelfth)).contains("Number 12 in the queue, starts in about 2 min");

        QueueEntry[] later = Arrays.copyOfRange(named(11), 1, 11);
        known.saw(behind(1, Players.playing(-1, 6, START.plusSeconds(60), named[0], later)));
        assertThat(html(twelfth)).endsWith("\nNumber 11 in the queue");
    }

    @Test
    void aListOfWhichTheEventNamesOnlyTheFirstIsCountedAndPlacedAsAWhole() {
        QueueEntry[] list = IntStream.range(0, 30)
                .mapToObj(i -> Players.entry("tg:9/" + i, "Song " + i, 1))
                .toArray(QueueEntry[]::new);
        PlayerView told = behind(20, Players.playing(-1, 5, START, FIRST, Arrays.copyOf(list, 10)));
        var event = new PlayerEvent.TracksQueued("tg:9", ChatRef.of(-1), List.of(list), 1, null, told, null, 30);
        Draft draft = text.of(event, Set.of(), Language.ENGLISH, new AtomicReference<>());
        assertThat(html(draft)).startsWith("➕ 30 tracks added\nThe first is number 1 in the queue");

        known.saw(
                behind(7, Players.playing(-1, 17, START.plusSeconds(60), list[11], Arrays.copyOfRange(list, 12, 22))));
        assertThat(html(draft)).startsWith("➕ 30 tracks added\nThe first is number 1 in the queue");
    }

    @Test
    void whereAShuffledTrackBehindTheTenthWaitsNobodyKnows() {
        QueueEntry[] named = named(10);
        Draft twelfth = text.of(
                event(THIRD, 12, behind(2, Players.playing(-1, 5, START, FIRST, named))),
                Set.of(),
                Language.ENGLISH,
                new AtomicReference<>());
        QueueEntry[] shuffled = named.clone();
        shuffled[0] = named[9];
        shuffled[9] = named[0];
        known.saw(behind(2, Players.playing(-1, 5, START.plusSeconds(60), FIRST, shuffled)));
        assertThat(html(twelfth)).isEqualTo("➕ <b>Artist &amp; Co – Etude</b>");
    }

    // Two songs were both "Number 1 in the queue", and the next request moved them.
    @Test
    void aNumberWasPromisedThatTheNextShuffleChanged() {
        PlayerView player = Players.withQueue(
                new QueueStatus(1, Loop.OFF, PlayOrder.SHUFFLED, null), Players.playing(-1, 5, START, FIRST, THIRD));
        Draft shuffled = text.of(event(THIRD, 1, player), Set.of(), Language.ENGLISH, new AtomicReference<>());
        assertThat(html(shuffled)).isEqualTo("➕ <b>Artist &amp; Co – Etude</b>");
    }

    @Test
    void noNumberIsPromisedWhileAnEarlierRequestMayStillComeBefore() {
        PlayerView player = Players.playing(-1, 5, START, FIRST, THIRD);
        Draft overtook = text.of(event(THIRD, 1, player), Set.of("tg:2"), Language.ENGLISH, new AtomicReference<>());
        assertThat(html(overtook)).isEqualTo("➕ <b>Artist &amp; Co – Etude</b>");

        var second = new QueueEntry("tg:2/0", "tg:2", SECOND.track(), SECOND.requester());
        known.saw(Players.playing(-1, 5, START.plusSeconds(1), FIRST, second, THIRD));
        assertThat(html(overtook)).endsWith("\nNumber 2 in the queue");
    }

    @Test
    void saysThatTheSameSongWaitedAlready() {
        PlayerView player = Players.playing(-1, 5, START, FIRST, SECOND, THIRD);
        Draft again = text.of(doubled(THIRD, player), Set.of(), Language.ENGLISH, new AtomicReference<>());
        assertThat(html(again))
                .isEqualTo("➕ <b>Artist &amp; Co – Etude</b>\n♻️ It was in the queue already.\nNumber 2 in the queue");

        Draft both = again.merge(text.of(event(SECOND, 1, player), Set.of(), Language.ENGLISH, new AtomicReference<>()))
                .orElseThrow();
        assertThat(html(both)).startsWith("➕ 2 tracks added\n1 of them was in the queue already\n");
    }

    private static PlayerEvent.TracksQueued doubled(QueueEntry entry, PlayerView player) {
        return new PlayerEvent.TracksQueued("tg:d", ChatRef.of(-1), List.of(entry), 2, null, player, 1, 1);
    }

    private static QueueEntry[] named(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Players.entry("n" + i, "Song " + i, 1))
                .toArray(QueueEntry[]::new);
    }

    private static PlayerView behind(int more, PlayerView it) {
        return Players.withQueue(QueueStatus.plain(it.upcoming().size() + more), it);
    }

    private static PlayerEvent.TracksQueued event(QueueEntry entry, int position, PlayerView player) {
        return new PlayerEvent.TracksQueued(
                "tg:" + entry.id(), ChatRef.of(-1), List.of(entry), position, Duration.ofMinutes(2), player);
    }

    private String html(Draft draft) {
        return draft.write().map(Content::html).orElseThrow();
    }

    private Draft announced(QueueEntry entry, int position, Instant at, QueueEntry... upcoming) {
        PlayerView player = Players.playing(-1, 5, at, FIRST, upcoming);
        return text.of(event(entry, position, player), Set.of(), Language.ENGLISH, new AtomicReference<>());
    }
}
