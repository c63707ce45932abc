package dev.muzon.voice.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of what a failure tells about the track whose stream it ended. */
class StreamEndTest {
    /** Nothing of these is the track's fault, and all of them pass. */
    private static final Set<FailureCode> AWAY = EnumSet.of(
            FailureCode.NO_ASSISTANT,
            FailureCode.ASSISTANT_STARTING,
            FailureCode.PLAYER_AWAY,
            FailureCode.PROXY_UNAVAILABLE,
            FailureCode.TELEGRAM_UNAVAILABLE,
            FailureCode.PEER_UNAVAILABLE,
            FailureCode.STORE_UNAVAILABLE,
            FailureCode.OWNED_ELSEWHERE,
            FailureCode.DRAINING,
            FailureCode.OUTBOX_FULL,
            FailureCode.CALL_SOURCE_TAKEN,
            FailureCode.TRANSCRIBER_UNAVAILABLE,
            FailureCode.LOGIN_UNAVAILABLE,
            FailureCode.DISK_FULL,
            FailureCode.SOURCE_BUSY,
            FailureCode.INTERNAL_TRANSIENT,
            FailureCode.FLOOD_WAIT);

    /** The server that has the track did not give it. */
    private static final Set<FailureCode> UNANSWERED =
            EnumSet.of(FailureCode.SOURCE_UNAVAILABLE, FailureCode.SOURCE_TIMEOUT);

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void onlyAFailureThatDoesNotPassIsTheTracksOwn(FailureCode code) {
        StreamEnd end = StreamEnd.truncated(failure(code));

        assertThat(end.sourceAway()).isEqualTo(AWAY.contains(code));
        assertThat(end.originAway()).isEqualTo(UNANSWERED.contains(code));
        assertThat(end.mayGoOn(false)).isEqualTo(AWAY.contains(code) || UNANSWERED.contains(code));
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void whatPassesByItselfIsAClassOfItsOwn(FailureCode code) {
        boolean passes = code.kind() == FailureKind.TRANSIENT || code.kind() == FailureKind.FLOOD_WAIT;

        assertThat(AWAY.contains(code) || UNANSWERED.contains(code) || code == FailureCode.SOURCE_TRUNCATED)
                .isEqualTo(passes);
    }

    @Test
    void whoeverSaysWhenToAskAgainIsAway() {
        Failure full = Failure.retryAfter(FailureCode.SOURCE_UNAVAILABLE, "no room", Duration.ofSeconds(2));

        assertThat(StreamEnd.failed(full).sourceAway()).isTrue();
    }

    @Test
    void aStreamThatWasHeardOutDoesNotGoOn() {
        assertThat(StreamEnd.FINISHED.mayGoOn(false)).isFalse();
        assertThat(StreamEnd.NEARLY_FINISHED.mayGoOn(false)).isFalse();
    }

    private static Failure failure(FailureCode code) {
        return switch (code.kind()) {
            case FLOOD_WAIT -> Failure.floodWait("", Duration.ofSeconds(3), Failure.FloodWait.Scope.ACCOUNT);
            case PER_INSTANCE -> Failure.perInstance(code, "", "account:main");
            case USER, TRANSIENT, CRITICAL -> Failure.of(code, "");
        };
    }
}
