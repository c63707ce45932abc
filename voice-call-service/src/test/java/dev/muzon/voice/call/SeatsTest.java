package dev.muzon.voice.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.protocol.rest.VoiceChatJoined;
import org.junit.jupiter.api.Test;

class SeatsTest {
    private static final VoiceChatJoined ANSWER = new VoiceChatJoined("main", 5, "{}", false);
    private static final Seat FIRST = new Seat("main", 5, 11);

    private final Seats seats = new Seats();

    @Test
    void aSeatThatWasLostIsKnownUntilAnotherOneIsTaken() {
        take(11);
        seats.leave();
        assertThat(seats.mayBeLost(FIRST)).isTrue();

        take(12);

        assertThat(seats.mayBeLost(FIRST)).isFalse();
        assertThat(seats.isTaken(FIRST)).isFalse();
    }

    @Test
    void aSeatOfAFormerProcessMayBeAnyUntilOneIsTaken() {
        seats.inherit();
        assertThat(seats.mayBeLost(FIRST)).isTrue();

        take(12);

        assertThat(seats.mayBeLost(FIRST)).isFalse();
    }

    @Test
    void aMuteIsNewsOnce() {
        take(11);

        assertThat(seats.muteChanges(FIRST, Change.MUTED)).isTrue();
        assertThat(seats.muteChanges(FIRST, Change.MUTED)).isFalse();
        assertThat(seats.muted()).isTrue();
        assertThat(seats.muteChanges(FIRST, Change.UNMUTED)).isTrue();
        assertThat(seats.muted()).isFalse();
    }

    @Test
    void anEndBeforeTheAnswerEndsTheSeatThatTheAnswerNames() {
        seats.begin();
        seats.offered(11);
        seats.early(FIRST, Change.ENDED);

        assertThat(seats.take(ANSWER)).isEqualTo(Change.ENDED);
    }

    private void take(int source) {
        seats.begin();
        seats.offered(source);
        assertThat(seats.take(ANSWER)).isNull();
    }
}
