package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.requestAt;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of requests that are resolved side by side. Their tracks may arrive in another order than people asked. */
class ArrivalOrderTest extends PlayerScenario {
    @Test
    void tracksOfAnEarlierRequestGoBeforeThoseOfLaterOnes() {
        play(song("a"));
        player.enqueue(requestAt(30, "tg:30", song("c"), song("d")));

        List<Effect> effects = player.enqueue(requestAt(20, "tg:20", song("b"), song("b2")));

        assertThat(waiting()).containsExactly("tg:20/0", "tg:20/1", "tg:30/0", "tg:30/1");
        assertThat(events(effects)).first(type(PlayerEvent.TracksQueued.class)).satisfies(queued -> {
            assertThat(queued.position()).isEqualTo(1);
            assertThat(queued.startsIn()).isEqualTo(Duration.ofMinutes(3));
        });
    }

    @Test
    void tracksOfALaterRequestGoBehind() {
        play(song("a"));
        player.enqueue(requestAt(20, "tg:20", song("b")));
        player.enqueue(requestAt(40, "tg:40", song("d")));

        List<Effect> effects = player.enqueue(requestAt(30, "tg:30", song("c")));

        assertThat(waiting()).containsExactly("tg:20/0", "tg:30/0", "tg:40/0");
        assertThat(events(effects))
                .first(type(PlayerEvent.TracksQueued.class))
                .satisfies(queued -> assertThat(queued.position()).isEqualTo(2));
    }

    @Test
    void nothingGoesBeforeATrackWhoseUpdateIsUnknown() {
        play(song("a"));
        player.enqueue(requestAt(40, "tg:40", song("b")));
        player.enqueue(request("old", song("c")));
        player.enqueue(requestAt(50, "tg:50", song("e")));

        player.enqueue(requestAt(30, "tg:30", song("d")));

        assertThat(waiting()).containsExactly("tg:40/0", "old/0", "tg:30/0", "tg:50/0");
    }

    @Test
    void aRequestGoesBehindTracksOfLastMonthWhoseUpdatesHaveHigherNumbers() {
        play(song("a"));
        player.enqueue(requestAt(800_000_000, "tg:old", song("b")));
        restart();
        clock.advance(Duration.ofDays(30));

        player.enqueue(requestAt(100_000_000, "tg:new", song("c")));

        assertThat(waiting()).containsExactly("tg:old/0", "tg:new/0");
    }

    @Test
    void aTrackWhoseUpdateIsUnknownGoesToTheEnd() {
        play(song("a"));
        player.enqueue(requestAt(40, "tg:40", song("b")));

        player.enqueue(request("old", song("c")));

        assertThat(waiting()).containsExactly("tg:40/0", "old/0");
    }

    @Test
    void whatPlaysAlreadyIsNotDisturbedByAnEarlierRequest() {
        player.enqueue(requestAt(30, "tg:30", song("b")));

        assertThat(player.enqueue(requestAt(20, "tg:20", song("a")))).noneMatch(Effect.Load.class::isInstance);

        assertThat(player.view().current()).extracting(QueueEntry::id).isEqualTo("tg:30/0");
        assertThat(waiting()).containsExactly("tg:20/0");
    }

    @Test
    void anEarlierRequestTakesThePlaceOfTheTrackThatWasCued() {
        play(song("a", Duration.ofSeconds(20)));
        assertThat(player.enqueue(requestAt(30, "tg:30", song("c")))).contains(new Effect.Cue(2, song("c")));

        assertThat(player.enqueue(requestAt(20, "tg:20", song("b")))).contains(new Effect.Cue(3, song("b")));

        assertThat(player.ended(1, StreamEnd.FINISHED)).contains(new Effect.Promote(3));
        assertThat(player.view().current()).extracting(QueueEntry::id).isEqualTo("tg:20/0");
    }

    @Test
    void aRequestThatIsForgottenButStillWaitsIsNotQueuedTwice() {
        var roomy = new PlayerRules(1000, RULES.prefetch(), RULES.linger(), Duration.ofMinutes(15), AloneRules.OFF);
        player = new Player(player.snapshot(), roomy, time);
        play(song("a"));
        for (int i = 0; i < 300; i++) {
            player.enqueue(request("many:" + i, song("m")));
        }

        player.enqueue(request("many:0", song("m")));

        assertThat(waiting()).hasSize(300).doesNotHaveDuplicates();
    }

    private List<String> waiting() {
        return player.snapshot().upcoming().stream().map(Queued::id).toList();
    }
}
