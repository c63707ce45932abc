package dev.muzon.gateway.music.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final PlayerView PLAYING = Players.playing(-1, 5, Instant.EPOCH, Players.entry("e1", "Nocturne", 1));
    private static final PlayerView PAUSED = Players.in(PlayerState.PAUSED, PLAYING);

    @Test
    void aPauseThatWasEndedMeanwhileHoldsNoMore() {
        var pause = new Change(PLAYING, PAUSED);
        assertThat(pause.holds(null)).isTrue();
        assertThat(pause.holds(PAUSED)).isTrue();
        assertThat(pause.holds(PLAYING)).isFalse();
    }

    @Test
    void aTrackThatBeganBeforeTheQueueWasEmptiedIsNotBack() {
        QueueEntry next = Players.entry("e2", "Mazurka", 1);
        QueueEntry last = Players.entry("e3", "Waltz", 1);
        PlayerView before = Players.followedBy(PLAYING, next, last);
        PlayerView after = Players.playing(-1, 6, Instant.EPOCH, next);
        var clearing = new Change(before, after);

        assertThat(clearing.holdsEmptiness(Players.revised(9, after))).isTrue();
        assertThat(clearing.holdsEmptiness(Players.followedBy(after, last))).isFalse();
    }

    @Test
    void aPositionThatMovesOnlyWithTheClockStandsStill() {
        PlayerView later = Players.playing(-1, 5, Instant.EPOCH.plusSeconds(10), Players.entry("e1", "Nocturne", 1));
        assertThat(new Change(PLAYING, PLAYING).standsStill()).isTrue();
        assertThat(new Change(PLAYING, later).goesBack()).isTrue();
        assertThat(new Change(PLAYING, PAUSED).standsStill()).isFalse();
    }
}
