package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.QueueEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayHistoryTest {
    private final PlayHistory history = new PlayHistory(List.of());

    @Test
    void aTrackThatWasPlayedTwiceIsThereOnceAndLast() {
        history.add(queued("a"));
        history.add(queued("b"));
        history.add(queued("a"));

        assertThat(history.all()).extracting(Queued::id).containsExactly("b", "a");
    }

    @Test
    void onlyTheLatestTracksAreKept() {
        for (int i = 0; i <= PlayHistory.MOST; i++) {
            history.add(queued("t" + i));
        }

        assertThat(history.all())
                .hasSize(PlayHistory.MOST)
                .extracting(Queued::id)
                .doesNotContain("t0");
        assertThat(history.takeLatest().id()).isEqualTo("t" + PlayHistory.MOST);
    }

    @Test
    void nothingIsTakenBeforeTheFirstTrack() {
        assertThatThrownBy(history::takeLatest).isInstanceOf(FailureException.class);
    }

    private static Queued queued(String id) {
        return new Queued("tg:1", new QueueEntry(id, "tg:1", song(id), ANN), 0, 0, null);
    }
}
