package dev.muzon.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MostCarriedTest {
    private final List<Integer> tried = new ArrayList<>();

    @Test
    void theNumberIsFoundWithinFourAttempts() throws Exception {
        assertThat(below(100, 63)).isEqualTo(62);
        assertThat(tried).containsExactly(50, 75, 62, 68);
    }

    @Test
    void aMachineThatCarriesNoneIsSaidToCarryNone() throws Exception {
        assertThat(below(8, 0)).isZero();
        assertThat(tried).containsExactly(4, 2, 1);
    }

    @Test
    void fewCallsAreNotTriedTwice() throws Exception {
        assertThat(below(2, 1)).isEqualTo(1);
        assertThat(tried).containsExactly(1);
    }

    private int below(int tooMany, int carried) throws Exception {
        return MostCarried.below(tooMany, calls -> {
            tried.add(calls);
            return calls <= carried;
        });
    }
}
