package dev.muzon.runtime.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

@ExtendWith(OutputCaptureExtension.class)
class RefusalLogTest {
    private static final Failure REFUSED = Failure.of(FailureCode.UNAUTHENTICATED, "no token");

    private final TestClock clock = TestClock.create();
    private final List<Failure> counted = new ArrayList<>();
    private final FailureLog failures = new FailureLog(FailureClassifier.of(List.of()), List.of(counted::add));
    private final RefusalLog refusals =
            new RefusalLog(failures, List.of(counted::add), new MonotonicClock(clock, clock::nanos));

    @Test
    void everyRefusalIsCountedAndOneInTenSecondsIsLogged(CapturedOutput output) {
        for (int i = 0; i < 100; i++) {
            refusals.refused(new MockHttpServletRequest("GET", "/v1/" + i), REFUSED);
        }
        assertThat(counted).hasSize(100);
        assertThat(lines(output)).singleElement().asString().contains("GET /v1/0: internal.unauthenticated");

        clock.advance(RefusalLog.PAUSE);
        refusals.refused(new MockHttpServletRequest("GET", "/v1/later"), REFUSED);

        assertThat(lines(output)).hasSize(2).last().asString().contains("/v1/later (and 99 other refused requests");
    }

    @Test
    void aClockThatWasSetBackSilencedTheLog(CapturedOutput output) {
        refusals.refused(new MockHttpServletRequest("GET", "/v1/before"), REFUSED);
        clock.step(Duration.ofDays(-1));
        clock.advance(RefusalLog.PAUSE);

        refusals.refused(new MockHttpServletRequest("GET", "/v1/after"), REFUSED);

        assertThat(lines(output)).hasSize(2);
    }

    @Test
    void aLongPathIsCutInTheLog(CapturedOutput output) {
        refusals.refused(new MockHttpServletRequest("GET", "/" + "x".repeat(5000)), REFUSED);

        assertThat(lines(output)).singleElement().asString().hasSizeLessThan(500);
    }

    private static List<String> lines(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains("internal.unauthenticated"))
                .toList();
    }
}
