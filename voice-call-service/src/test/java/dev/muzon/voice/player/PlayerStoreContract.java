package dev.muzon.voice.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import dev.muzon.voice.player.PlayerStore.Saved;
import dev.muzon.voice.player.PlayerStore.Unfinished;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every {@link PlayerStore}. */
public abstract class PlayerStoreContract {
    private static final long CHAT = Tracks.CHAT.id();
    private static final PlayerId PLAYER = new PlayerId(CHAT);

    private PlayerStore store;

    /** Makes an empty store. */
    protected abstract PlayerStore create();

    @BeforeEach
    void open() {
        store = create();
    }

    @Test
    void noPlayerIsFoundInAChatWhereNobodyPlayed() {
        assertThat(store.find(PLAYER)).isEmpty();
        assertThat(store.unfinished()).isEmpty();
    }

    @Test
    void aPlayerIsFoundExactlyAsItWasSaved() {
        Saved saved = new Saved(player(true, Duration.ofMillis(61_337)), List.of(word("a")));

        assertThat(store.save(saved, 1)).isTrue();

        assertThat(store.find(PLAYER)).contains(saved);
        assertThat(store.find(new PlayerId(CHAT - 1))).isEmpty();
    }

    @Test
    void theSameOwnerAndANewerOneReplaceTheSavedPlayer() {
        store.save(new Saved(player(true, Duration.ZERO), List.of(word("a"))), 1);
        Saved second = new Saved(player(true, Duration.ofSeconds(1)), List.of());
        Saved third = new Saved(player(false, Duration.ofSeconds(2)), List.of());

        assertThat(store.save(second, 1)).isTrue();
        assertThat(store.find(PLAYER)).contains(second);
        assertThat(store.save(third, 2)).isTrue();
        assertThat(store.find(PLAYER)).contains(third);
    }

    @Test
    void aFormerOwnerIsRefusedAndChangesNothing() {
        Saved newer = new Saved(player(true, Duration.ofSeconds(2)), List.of());
        store.save(newer, 2);

        assertThat(store.save(new Saved(player(false, Duration.ZERO), List.of(word("late"))), 1))
                .isFalse();

        assertThat(store.find(PLAYER)).contains(newer);
    }

    @Test
    void aPositionIsSavedWithoutTheRestOfThePlayer() {
        store.save(new Saved(player(true, Duration.ZERO), List.of(word("a"))), 1);

        assertThat(store.savePosition(PLAYER, Duration.ofMillis(5_250), 2)).isTrue();

        assertThat(store.find(PLAYER)).contains(new Saved(player(true, Duration.ofMillis(5_250)), List.of(word("a"))));
        assertThat(store.savePosition(PLAYER, Duration.ZERO, 1))
                .as("a former owner")
                .isFalse();
        assertThat(store.savePosition(new PlayerId(CHAT - 1), Duration.ZERO, 1))
                .as("no player")
                .isFalse();
        assertThat(store.find(PLAYER))
                .map(Saved::player)
                .map(PlayerSnapshot::position)
                .contains(Duration.ofMillis(5_250));
    }

    @Test
    void activePlayersAndThoseWithUnpublishedEventsAreUnfinished() {
        store.save(new Saved(player(true, Duration.ZERO), List.of()), 1);
        assertThat(store.unfinished()).extracting(Unfinished::player).containsExactly(PLAYER);

        store.save(new Saved(player(false, Duration.ZERO), List.of(word("a"))), 1);
        assertThat(store.unfinished()).extracting(Unfinished::player).containsExactly(PLAYER);

        store.save(new Saved(player(false, Duration.ZERO), List.of()), 1);
        assertThat(store.unfinished()).isEmpty();
    }

    @Test
    void musicIsToldFromPlayersThatOnlyWait() {
        TestClock clock = TestClock.create();
        Player player = new Player(
                PlayerSnapshot.unused(Tracks.CHAT), PlayerScenario.RULES, new MonotonicClock(clock, clock::nanos));
        player.enqueue(Tracks.request("tg:1", Tracks.song("a")));
        store.save(new Saved(player.snapshot(), List.of()), 1);
        assertThat(store.unfinished()).containsExactly(new Unfinished(PLAYER, true));

        player.command(new CommandRequest(new PlayerCommand.Pause(), null, Tracks.ANN));
        store.save(new Saved(player.snapshot(), List.of()), 1);
        assertThat(store.unfinished()).containsExactly(new Unfinished(PLAYER, false));
    }

    @Test
    void savedPlayersOfDifferentChatsDoNotMix() {
        ChatRef other = ChatRef.of(CHAT - 1);
        store.save(new Saved(player(true, Duration.ZERO), List.of()), 7);
        store.save(new Saved(PlayerSnapshot.unused(other), List.of()), 1);

        assertThat(store.unfinished()).extracting(Unfinished::player).containsExactly(PLAYER);
        assertThat(store.find(PlayerId.of(other))).contains(new Saved(PlayerSnapshot.unused(other), List.of()));
    }

    private static PlayerSnapshot player(boolean active, Duration position) {
        Queued current = queued("a");
        return new PlayerSnapshot(
                PlayerSnapshot.VERSION,
                Tracks.CHAT,
                3,
                9,
                active,
                true,
                true,
                current,
                position,
                150,
                2,
                List.of(queued("b")),
                List.of("tg:1"),
                null,
                0,
                Failure.of(FailureCode.VOICE_CHAT_ENDED, "it was ended", Map.of("count", FailureArgument.count(2))),
                List.of(FailureCode.NO_VOICE_CHAT),
                new SoundSettings(true, 125, 3, true, 6, false),
                List.of(queued("z")),
                new Modes(Loop.times(3), PlayOrder.SHUFFLED, 77),
                lost("y"),
                Instant.parse("2030-01-02T04:04:05Z"),
                new Alone(Instant.parse("2030-01-02T03:00:00Z"), true),
                List.of(new Withdrawal(7, 1L, Instant.parse("2030-01-02T03:00:00Z"))),
                Instant.parse("2030-01-02T03:00:00Z"),
                Tracks.ANN,
                List.of(lost("w")),
                true,
                new AutoplayState(
                        true,
                        new AutoplayState.Asked("autoplay:-1001:9", "tg:a/0", Instant.parse("2030-01-02T03:00:00Z")),
                        List.of(new AutoplayState.Declined(Tracks.song("d"), "tg:a/0"))));
    }

    private static Lost lost(String id) {
        return new Lost(
                Lost.Kind.SKIP,
                7,
                Instant.parse("2030-01-02T03:04:05Z"),
                queued(id),
                Duration.ofSeconds(5),
                List.of(new Lost.Gap(0, queued("x"))),
                Modes.PLAIN,
                true,
                Tracks.ANN);
    }

    private static Queued queued(String id) {
        return new Queued(
                "tg:" + id,
                new QueueEntry("tg:" + id + "/0", "tg:" + id, Tracks.song(id), Tracks.ANN),
                5,
                1,
                Instant.parse("2030-01-02T02:00:00Z"));
    }

    private static Effect.Tell word(String id) {
        return new Effect.Tell("event:" + id, new PlayerEvent.QueueEnded(Tracks.CHAT));
    }
}
