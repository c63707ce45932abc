package dev.muzon.assistant.voicechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JoinRequestsTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final JoinRequests requests = new JoinRequests(nanoTime::get);

    @Test
    void aRequestIsPendingForItsAccountAndChatOnly() {
        requests.sent("ann", -1);

        assertThat(requests.pending("ann", -1)).isTrue();
        assertThat(requests.pending("ann", -2)).isFalse();
        assertThat(requests.pending("bob", -1)).isFalse();
    }

    @Test
    void aRequestMayBeSentAgainAfterAWhile() {
        requests.sent("ann", -1);
        nanoTime.addAndGet(Duration.ofMinutes(4).toNanos());
        requests.sent("ann", -1); // somebody waits for it once more

        nanoTime.addAndGet(Duration.ofMinutes(2).toNanos());

        assertThat(requests.pending("ann", -1)).isFalse();
    }
}
