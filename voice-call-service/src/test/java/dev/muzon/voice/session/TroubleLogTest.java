package dev.muzon.voice.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TroubleLogTest {
    private static final Failure LOST = Failure.perInstance(FailureCode.CALL_LOST, "no answer", "call:-7");
    private static final Failure ENDED = Failure.of(FailureCode.VOICE_CHAT_ENDED, "it was ended");

    private final TroubleLog troubles =
            new TroubleLog("Call of chat 7", new FailureLog(FailureClassifier.of(List.of()), List.of()));

    // Each end of a voice chat was a WARN of a voice server that does not answer.
    @Test
    void theEndOfAVoiceChatWasALostConnectionFirst(CapturedOutput output) {
        troubles.suspect(LOST, 0);
        troubles.givenUp(ENDED, seconds(1));

        assertThat(output).contains("voice-chat.ended").doesNotContain("WARN", "call.lost");
    }

    @Test
    void whatLastsIsOneWarningAndItsEndAnotherLine(CapturedOutput output) {
        troubles.suspect(LOST, 0);
        troubles.lasts(seconds(5));
        troubles.suspect(LOST, seconds(6));
        troubles.lasts(seconds(7));
        troubles.recovered(seconds(9));

        assertThat(output.getOut().lines().filter(line -> line.contains("WARN")))
                .singleElement()
                .asString()
                .contains("call.lost", "no answer");
        assertThat(output).contains("Call of chat 7 recovered after 9 s");
    }

    @Test
    void aShortLossIsNamedByItsEnd(CapturedOutput output) {
        troubles.suspect(LOST, 0);
        troubles.recovered(seconds(2));

        assertThat(output)
                .contains("Call of chat 7 recovered after 2 s from call.lost: no answer")
                .doesNotContain("WARN");
    }

    @Test
    void whatPeopleDidIsLoggedAtOnce(CapturedOutput output) {
        troubles.suspect(Failure.of(FailureCode.ASSISTANT_BANNED, "banned"), 0);

        assertThat(output).contains("assistant.banned");
    }

    private static long seconds(long count) {
        return TimeUnit.SECONDS.toNanos(count);
    }
}
