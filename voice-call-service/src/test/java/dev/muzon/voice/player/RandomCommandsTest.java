package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random commands to a player. Its queue is compared with a naive one, and its card with the sound: the track that
 * sounds is the one that the card names. A failure names its seed.
 */
class RandomCommandsTest {
    private static final int SEQUENCES = 100_000;
    private static final int STEPS = 14;
    private static final int LIMIT = 12;
    private static final List<PlayOrder> ORDERS = List.of(PlayOrder.values());
    private static final PlayerRules RULES = new PlayerRules(
            LIMIT, Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMinutes(15), AloneRules.OFF);
    private static final Failure BROKEN = Failure.of(FailureCode.SOURCE_TRUNCATED, "gone");

    @Test
    void theTrackThatSoundsIsTheOneOnTheCardAfterAnyCommands() {
        for (long seed = 0; seed < SEQUENCES; seed++) {
            try {
                new Run(seed).play();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Random commands with seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** One sequence of commands. */
    private static final class Run {
        private final Random random;
        private final TestClock clock = TestClock.create();
        private final MonotonicClock time = new MonotonicClock(clock, clock::nanos);
        private final NaiveQueue naive = new NaiveQueue();
        private final StringBuilder story = new StringBuilder();
        private FakeDeck deck = new FakeDeck();
        private Player player = new Player(PlayerSnapshot.unused(CHAT), RULES, time);
        private int requests;

        Run(long seed) {
            random = new Random(seed);
        }

        void play() {
            enqueue(Placement.Place.LAST);
            player.lineUp();
            for (int i = 0; i < STEPS; i++) {
                clock.advance(Duration.ofSeconds(1));
                step();
                check();
            }
        }

        private void step() {
            switch (random.nextInt(18)) {
                case 0, 1, 2 -> enqueue(Placement.Place.LAST);
                case 3 -> enqueue(Placement.Place.NEXT);
                case 4 -> enqueue(Placement.Place.NOW);
                case 5, 6 -> hearOut();
                case 7 -> breakOff();
                case 8 -> skip();
                case 9 -> setLoop();
                case 10 -> setOrder();
                case 11 -> remove();
                case 12 -> move();
                case 13 -> jump();
                case 14 -> loseAndUndo();
                case 15 -> undo();
                case 16 -> goBack();
                default -> rare();
            }
        }

        private void enqueue(Placement.Place place) {
            story.append(" ").append(place);
            String request = "r" + requests++;
            List<Track> tracks = IntStream.range(0, 1 + random.nextInt(3))
                    .mapToObj(i -> song(request + "/" + i, Duration.ofSeconds(20 + random.nextInt(60))))
                    .toList();
            List<String> before = List.copyOf(naive.waiting);
            boolean fits = before.size() + tracks.size() <= LIMIT;
            var by = new Requester(1 + random.nextInt(3), "P");
            carryOut(player.enqueue(new EnqueueTracks(request, CHAT, by, tracks, 0, new Placement(place, false))));
            if (!fits) {
                return;
            }
            List<String> ids = tracks.stream().map(Track::id).toList();
            boolean replaces = place == Placement.Place.NOW && naive.current != null;
            naive.enqueue(ids, place == Placement.Place.LAST ? naive.waiting.size() : 0);
            if (replaces) {
                naive.skip(1);
            }
            adoptOrder();
            List<String> kept =
                    before.stream().filter(id -> !id.equals(naive.current)).toList();
            assertThat(ids(entries()).stream().filter(kept::contains))
                    .as(story::toString)
                    .containsExactlyElementsOf(kept);
        }

        /** Takes over the order of a queue that is not played as queued, once it has the same tracks. */
        private void adoptOrder() {
            if (player.view().queue().order() != PlayOrder.AS_QUEUED) {
                var real = new ArrayList<>(ids(entries()));
                QueueEntry current = player.view().current();
                if (current != null && naive.waiting.contains(current.id()) && naive.current != null) {
                    naive.waiting.remove(current.id());
                    naive.waiting.add(naive.current);
                    naive.enter(current.id());
                }
                assertThat(real).as(story::toString).containsExactlyInAnyOrderElementsOf(naive.waiting);
                naive.waiting.clear();
                naive.waiting.addAll(real);
            }
        }

        /** Hears the current track out. Sometimes a command comes between the end and the news of it. */
        private void hearOut() {
            story.append(" heard-out");
            if (naive.current == null) {
                return;
            }
            if (random.nextBoolean()) {
                carryOut(player.ending(deck.stream()));
            }
            long ended = deck.hearOut();
            if (deck.track() != null) {
                same("followed by", deck.track(), naive.following());
            }
            if (random.nextInt(4) == 0) {
                move();
            }
            carryOut(player.ended(ended, StreamEnd.FINISHED));
            if (ended != 0) {
                naive.heardOut();
            }
            if (deck.stream() != 0) {
                carryOut(player.sounded(deck.stream()));
            }
        }

        private void breakOff() {
            story.append(" broke");
            long ended = deck.hearOut();
            carryOut(player.ended(ended, StreamEnd.truncated(BROKEN)));
            if (ended != 0) {
                naive.broke();
            }
        }

        private void skip() {
            int count = 1 + random.nextInt(3);
            if (command(new PlayerCommand.Skip(count))) {
                naive.skip(count);
            }
        }

        private void setLoop() {
            List<Loop> loops = List.of(Loop.OFF, Loop.TRACK, Loop.QUEUE, Loop.times(2), Loop.times(10));
            Loop loop = loops.get(random.nextInt(loops.size()));
            if (command(new PlayerCommand.SetLoop(loop))) {
                naive.loop = loop;
            }
        }

        private void setOrder() {
            PlayOrder order = ORDERS.get(random.nextInt(ORDERS.size()));
            command(new PlayerCommand.SetOrder(order));
            assertThat(ids(entries())).as(story::toString).containsExactlyInAnyOrderElementsOf(naive.waiting);
            naive.waiting.clear();
            naive.waiting.addAll(ids(entries()));
            if (order == PlayOrder.FAIR) {
                checkTurns();
            }
        }

        /** Checks that nobody has a second turn while another person still waits for the first. */
        private void checkTurns() {
            List<QueueEntry> entries = entries();
            List<Long> rounds = new ArrayList<>();
            QueueEntry current =
                    Objects.requireNonNullElse(player.view().current(), new QueueEntry("", "", song("x"), ANN));
            for (int i = 0; i < entries.size(); i++) {
                long person = entries.get(i).requester().id();
                long before = entries.subList(0, i).stream()
                        .filter(entry -> entry.requester().id() == person)
                        .count();
                rounds.add(before + (current.requester().id() == person ? 1 : 0));
            }
            assertThat(rounds).as(story::toString).isSorted();
        }

        private void remove() {
            String id = anyWaiting();
            boolean waits = naive.waiting.contains(id);
            assertThat(command(new PlayerCommand.Remove(id)))
                    .as(story::toString)
                    .isEqualTo(waits);
            naive.waiting.remove(id);
        }

        private void move() {
            String id = anyWaiting();
            int position = 1 + random.nextInt(LIMIT);
            if (command(new PlayerCommand.Move(id, position))) {
                naive.move(id, position);
            }
        }

        private void jump() {
            String id = anyWaiting();
            if (command(new PlayerCommand.Jump(id))) {
                naive.jump(id);
            }
        }

        private String anyWaiting() {
            return naive.waiting.isEmpty() ? "nothing" : naive.waiting.get(random.nextInt(naive.waiting.size()));
        }

        /** Loses something and takes it back: everything is as before, at the same position. */
        private void loseAndUndo() {
            List<PlayerCommand> losing = List.of(
                    new PlayerCommand.Skip(1),
                    new PlayerCommand.Skip(4),
                    new PlayerCommand.Stop(),
                    new PlayerCommand.Clear(),
                    new PlayerCommand.Remove(anyWaiting()),
                    new PlayerCommand.Jump(anyWaiting()));
            player.heard(deck.stream(), Duration.ofSeconds(random.nextInt(19)));
            PlayerView before = player.view();
            List<String> waited = ids(entries());
            if (naive.current == null || !command(losing.get(random.nextInt(losing.size())))) {
                return;
            }
            assertThat(command(new PlayerCommand.Undo())).as(story::toString).isTrue();
            PlayerView after = player.view();
            assertThat(after.current()).as(story::toString).isEqualTo(before.current());
            assertThat(after.position()).as(story::toString).isEqualTo(before.position());
            assertThat(ids(entries())).as(story::toString).isEqualTo(waited);
            naive.loop = after.queue().loop();
            adoptPlayed();
        }

        private void goBack() {
            assertThat(command(new PlayerCommand.Previous()))
                    .as(story::toString)
                    .isEqualTo(naive.goBack());
        }

        /** Takes back whatever was lost before. The naive queue does not know how, but nothing gets lost by that. */
        private void undo() {
            List<String> before = new ArrayList<>(naive.waiting);
            if (naive.current != null) {
                before.add(naive.current);
            }
            command(new PlayerCommand.Undo());
            PlayerView view = player.view();
            naive.current = view.current() == null ? null : view.current().id();
            naive.waiting.clear();
            naive.waiting.addAll(ids(entries()));
            naive.loop = view.queue().loop();
            assertThat(naive.waiting)
                    .as(story::toString)
                    .doesNotHaveDuplicates()
                    .doesNotContain(naive.current);
            before.removeAll(naive.waiting);
            before.remove(naive.current);
            assertThat(before).as(story::toString).isEmpty();
            adoptPlayed();
        }

        private void adoptPlayed() {
            naive.played.clear();
            naive.played.addAll(played());
            assertThat(naive.played).as(story::toString).doesNotHaveDuplicates().doesNotContain(naive.current);
        }

        private List<String> played() {
            return player.snapshot().history().stream().map(Queued::id).toList();
        }

        private void rare() {
            switch (random.nextInt(5)) {
                case 0 -> {
                    if (command(new PlayerCommand.Stop())) {
                        naive.stop();
                    }
                }
                case 1 -> {
                    if (command(new PlayerCommand.Clear())) {
                        naive.waiting.clear();
                    }
                }
                case 2 -> command(random.nextBoolean() ? new PlayerCommand.Pause() : new PlayerCommand.Resume());
                case 3 -> command(new PlayerCommand.Replay());
                default -> restart();
            }
        }

        private void restart() {
            story.append(" restart");
            player = new Player(player.snapshot(), RULES, time);
            deck = new FakeDeck();
            carryOut(player.resume());
            carryOut(player.lineUp());
        }

        /** Returns whether the command was obeyed. */
        private boolean command(PlayerCommand command) {
            story.append(" ").append(command);
            try {
                carryOut(player.command(new CommandRequest(command, null, ANN)));
                return true;
            } catch (FailureException e) {
                return false;
            }
        }

        private void carryOut(List<Effect> effects) {
            deck.carryOut(effects);
        }

        private void check() {
            PlayerView view = player.view();
            QueueEntry current = view.current();
            same("current track", current == null ? null : current.id(), naive.current);
            same("waiting tracks", ids(entries()), naive.waiting);
            same("number", view.queue().size(), naive.waiting.size());
            same("played tracks", played(), naive.played);
            same("loop", view.queue().loop(), naive.loop);
            if (deck.track() != null || !player.resting()) {
                same("sound", deck.track(), naive.current);
            }
        }

        /** Compares. Assertions are too slow for millions of times. */
        private void same(String what, @Nullable Object actual, @Nullable Object expected) {
            if (!Objects.equals(actual, expected)) {
                throw new AssertionError(what + " is " + actual + ", not " + expected + ", after" + story);
            }
        }

        private List<QueueEntry> entries() {
            return player.page(0, QueuePage.MOST).entries();
        }

        private static List<String> ids(List<QueueEntry> entries) {
            return entries.stream().map(QueueEntry::id).toList();
        }
    }
}
