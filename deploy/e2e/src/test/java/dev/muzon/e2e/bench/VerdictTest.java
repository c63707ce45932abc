package dev.muzon.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Result MET = Result.single("gap", "ms", 5, 60.0, "");
    private static final Result UNJUDGED = Result.single("CPU", "%", 5, null, "");

    @Test
    void aMissedTargetHasItsOwnStatusAndIsNamed() {
        Result missed = Result.single("memory, idle", "MB", 901, 900.0, "");

        assertThat(Verdict.of(List.of(MET, missed, UNJUDGED), false))
                .isEqualTo(new Verdict(3, "Targets missed: memory, idle"));
    }

    @Test
    void metTargetsEndWithNothingToTell() {
        assertThat(Verdict.of(List.of(MET, UNJUDGED), false).status()).isZero();
    }

    @Test
    void whatCouldNotBeMeasuredIsNoMissedTarget() {
        assertThat(Verdict.of(List.of(MET), true).status()).isOne();
    }

    @Test
    void oneLossAmongThreeTriesIsAMiss() {
        Samples samples = Samples.of(100, 120, Double.POSITIVE_INFINITY);

        assertThat(Result.worst("assistant dropped", "ms", samples, 2000, "").met())
                .isFalse();
    }
}
