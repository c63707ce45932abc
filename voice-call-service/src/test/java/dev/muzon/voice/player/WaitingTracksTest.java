package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.radio;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTracksTest {
    private static final Modes SHUFFLED = new Modes(Loop.OFF, PlayOrder.SHUFFLED, 5);

    private final WaitingTracks waiting = new WaitingTracks(List.of());

    @Test
    void theOrderAsQueuedSurvivesAShuffle() {
        for (int i = 0; i < 20; i++) {
            waiting.add(queued("t" + i, song("t" + i)).with(waiting.lastTicket()), Modes.PLAIN, null);
        }
        List<Queued> before = waiting.all();
        waiting.arrange(Modes.PLAIN, SHUFFLED, null);
        assertThat(waiting.all()).isNotEqualTo(before).containsExactlyInAnyOrderElementsOf(before);

        waiting.arrange(SHUFFLED, Modes.PLAIN, null);

        assertThat(waiting.all()).isEqualTo(before);
    }

    @Test
    void whatIsPutFirstAndLastStaysThereWhenTheOrderIsAsQueuedAgain() {
        waiting.prepend(List.of(queued("b", song("b"))));
        waiting.prepend(List.of(queued("a1", song("a1")), queued("a2", song("a2"))));
        waiting.append(queued("c", song("c")));

        waiting.arrange(Modes.PLAIN, SHUFFLED, null);
        waiting.arrange(SHUFFLED, Modes.PLAIN, null);

        assertThat(waiting.all()).extracting(Queued::id).containsExactly("a1", "a2", "b", "c");
    }

    @Test
    void aTrackThatIsTakenAwayLeavesItsPlace() {
        waiting.prepend(List.of(queued("a", song("a")), queued("b", song("b")), queued("c", song("c"))));

        Lost.Gap gap = waiting.remove("b");

        assertThat(gap.index()).isEqualTo(1);
        assertThatThrownBy(() -> waiting.gap("b")).isInstanceOf(FailureException.class);
        waiting.insert(gap.index(), gap.queued());
        assertThat(waiting.all()).extracting(Queued::id).containsExactly("a", "b", "c");
    }

    @Test
    void aMoveBehindTheEndGoesToTheEnd() {
        waiting.prepend(List.of(queued("a", song("a")), queued("b", song("b")), queued("c", song("c"))));

        waiting.move("a", 50);

        assertThat(waiting.all()).extracting(Queued::id).containsExactly("b", "c", "a");
    }

    @Test
    void nobodyKnowsHowLongTracksPlayWithARadioAmongThem() {
        waiting.prepend(List.of(queued("a", song("a")), queued("b", song("b")), queued("r", radio("r"))));

        assertThat(waiting.durationOfFirst(2)).isEqualTo(Duration.ofMinutes(6));
        assertThat(waiting.durationOfFirst(3)).isNull();
    }

    private static Queued queued(String id, Track track) {
        return new Queued("tg:1", new QueueEntry(id, "tg:1", track, ANN), 0, 0, null);
    }
}
