package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.radio;
import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests of the tracks after the current one, and of the events about them. */
class QueueingTest extends PlayerScenario {
    @Test
    void theFirstTrackIsLoadedWhileTheCallIsJoined() {
        List<Effect> effects = player.enqueue(request("tg:1", song("a")));

        assertThat(effects).containsExactly(new Effect.Load(1, song("a"), Duration.ZERO), new Effect.Join());
        assertThat(player.view().state()).isEqualTo(PlayerState.STARTING);
        assertThat(player.view().epoch()).isEqualTo(1);
    }

    @Test
    void aViewNamesTheNextTenTracksAndCountsAll() {
        PlayerRules roomy = new PlayerRules(20, RULES.prefetch(), RULES.linger(), RULES.patience(), RULES.alone());
        player = new Player(PlayerSnapshot.unused(CHAT), roomy, time);
        play(IntStream.rangeClosed(0, 15).mapToObj(n -> song("s" + n)).toArray(Track[]::new));

        assertThat(player.view().upcoming())
                .hasSize(10)
                .first()
                .extracting(QueueEntry::track)
                .isEqualTo(song("s1"));
        assertThat(player.view().queue().size()).isEqualTo(15);
    }

    @Test
    void theChatIsToldOfTheStartOnceWithTheFirstSound() {
        player.enqueue(request("tg:1", song("a")));
        player.lineUp();

        assertThat(events(player.sounded(1)))
                .singleElement()
                .asInstanceOf(type(PlayerEvent.TrackStarted.class))
                .satisfies(started -> {
                    assertThat(started.requestId()).isEqualTo("tg:1");
                    assertThat(started.player().state()).isEqualTo(PlayerState.PLAYING);
                });
        assertThat(player.sounded(1)).isEmpty();
    }

    @Test
    void tracksBehindOthersAreAnnouncedWithTheirWait() {
        play(song("a"));
        player.heard(1, Duration.ofMinutes(1));
        player.enqueue(request("tg:2", song("b")));

        assertThat(events(player.enqueue(request("tg:3", song("c"), song("d")))))
                .first(type(PlayerEvent.TracksQueued.class))
                .satisfies(queued -> {
                    assertThat(queued.position()).isEqualTo(2);
                    assertThat(queued.entries()).hasSize(2);
                    assertThat(queued.startsIn()).isEqualTo(Duration.ofMinutes(5));
                });
    }

    @Test
    void tracksThatWaitAlreadyAreCountedButNotRefused() {
        play(song("a"));
        player.enqueue(request("tg:2", song("b")));

        assertThat(events(player.enqueue(request("tg:3", song("b"), song("c"), song("a")))))
                .first(type(PlayerEvent.TracksQueued.class))
                .satisfies(queued -> {
                    assertThat(queued.entries()).hasSize(3);
                    assertThat(queued.doubles()).isEqualTo(1);
                });
    }

    @Test
    void aListOfAnySizeIsToldByItsFirstTracksAndTheirNumber() {
        var many = new PlayerRules(600, RULES.prefetch(), RULES.linger(), RULES.patience(), AloneRules.OFF);
        player = new Player(PlayerSnapshot.unused(Tracks.CHAT), many, time);
        play(song("a"));
        Track[] list = IntStream.range(0, 500).mapToObj(i -> song("t" + i)).toArray(Track[]::new);

        assertThat(events(player.enqueue(request("tg:2", list))))
                .first(type(PlayerEvent.TracksQueued.class))
                .satisfies(queued -> {
                    assertThat(queued.count()).isEqualTo(500);
                    assertThat(queued.entries())
                            .extracting(QueueEntry::track)
                            .containsExactly(Arrays.copyOf(list, PlayerEvent.TracksQueued.NAMED));
                    assertThat(queued.position()).isEqualTo(1);
                });
    }

    @Test
    void theViewSaysHowLongTheQueueLastsUnlessALiveStreamWaits() {
        play(song("a"));
        assertThat(player.view().queue().length()).isNull();
        player.enqueue(request("tg:2", song("b"), song("c")));
        assertThat(player.view().queue().length()).isEqualTo(Duration.ofMinutes(6));
        player.enqueue(request("tg:3", radio("r")));
        assertThat(player.view().queue().length()).isNull();
    }

    @Test
    void behindALiveStreamTheWaitIsUnknown() {
        play(radio("r"));

        assertThat(events(player.enqueue(request("tg:2", song("b")))))
                .first(type(PlayerEvent.TracksQueued.class))
                .satisfies(queued -> assertThat(queued.startsIn()).isNull());
    }

    @Test
    void cardsOfTheCurrentTrackAreToldThatTheQueueGrew() {
        play(song("a"));

        assertThat(events(player.enqueue(request("tg:2", song("b"), song("c")))))
                .last(type(PlayerEvent.PlayerChanged.class))
                .satisfies(changed -> {
                    assertThat(changed.player()).isEqualTo(player.view());
                    assertThat(changed.player().upcoming()).hasSize(2);
                });
    }

    @Test
    void ofSeveralTracksAtOnceTheFirstStartsAndTheRestIsQueued() {
        List<Effect> effects = player.enqueue(request("tg:1", song("a"), song("b")));

        assertThat(events(effects))
                .singleElement()
                .asInstanceOf(type(PlayerEvent.TracksQueued.class))
                .satisfies(queued -> assertThat(queued.entries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.track()).isEqualTo(song("b"))));
    }

    @Test
    void aRedeliveredRequestIsToldAgainUnderTheSameIdAndChangesNothing() {
        play(song("a"));
        List<Effect> first = player.enqueue(request("tg:2", song("b")));
        PlayerSnapshot before = player.snapshot();

        assertThat(player.enqueue(request("tg:2", song("b"))))
                .singleElement()
                .asInstanceOf(type(Effect.Tell.class))
                .satisfies(again -> assertThat(again.id()).isEqualTo(((Effect.Tell) first.getFirst()).id()));
        assertThat(player.snapshot()).isEqualTo(before);
        assertThat(player.enqueue(request("tg:1", song("a")))).isEmpty();
    }

    @Test
    void aFullQueueRefusesWithAReasonAndPlaybackGoesOn() {
        play(song("a"));
        player.enqueue(request("tg:2", song("b"), song("c"), song("d"), song("e"), song("f")));

        assertThat(events(player.enqueue(request("tg:3", song("g")))))
                .singleElement()
                .asInstanceOf(type(PlayerEvent.RequestFailed.class))
                .satisfies(failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.QUEUE_FULL));
        assertThat(player.view().upcoming()).hasSize(5);
    }

    @Test
    void dedupeIdsNeverRepeatForDifferentEvents() {
        play(song("a"), song("b"));
        List<String> ids = new ArrayList<>();
        collectIds(ids, command(new PlayerCommand.Pause(), null));
        collectIds(ids, command(new PlayerCommand.Resume(), null));
        restart();
        player.resume();
        collectIds(ids, command(new PlayerCommand.Pause(), null));
        collectIds(ids, command(new PlayerCommand.Skip(1), null));
        collectIds(ids, command(new PlayerCommand.Stop(), null));

        assertThat(ids).hasSize(5).doesNotHaveDuplicates().allMatch(id -> id.startsWith("event:-1001:"));
    }

    private static void collectIds(List<String> ids, List<Effect> effects) {
        effects.stream()
                .filter(Effect.Tell.class::isInstance)
                .map(effect -> ((Effect.Tell) effect).id())
                .forEach(ids::add);
    }
}
