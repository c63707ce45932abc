package dev.muzon.sandbox.mtproto.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MessageOrderTest {
    private static final long NOW = 1_800_000_000L;

    private final MessageOrder order = new MessageOrder(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));

    @Test
    void idsOfTheLastFiveMinutesAndTheNextHalfMinuteAreAccepted() {
        assertThat(order.checkTime(at(-299))).isEmpty();
        assertThat(order.checkTime(at(29))).isEmpty();
    }

    @Test
    void idsOfAWrongClockAreRefused() {
        assertThat(order.checkTime(at(-600))).contains(BadMessage.ID_TOO_LOW);
        assertThat(order.checkTime(at(600))).contains(BadMessage.ID_TOO_HIGH);
    }

    @Test
    void idsThatOnlyServersUseAreRefused() {
        assertThat(order.checkTime(at(0) + 1)).contains(BadMessage.ID_NOT_DIVISIBLE_BY_FOUR);
    }

    @Test
    void requestsWithAnEvenSequenceNumberAreRefused() {
        assertThat(order.checkRequest(at(0), 2)).contains(BadMessage.SEQUENCE_EVEN);
    }

    @Test
    void sequenceNumbersGrowWithTheIds() {
        assertThat(order.checkRequest(at(1), 5)).isEmpty();
        assertThat(order.checkRequest(at(2), 7)).isEmpty();
        assertThat(order.checkRequest(at(0), 3)).isEmpty();

        assertThat(order.checkRequest(at(3), 1)).contains(BadMessage.SEQUENCE_TOO_LOW);
        assertThat(order.checkRequest(at(1), 9)).contains(BadMessage.SEQUENCE_TOO_HIGH);
    }

    @Test
    void aMessageIsNewOnlyOnce() {
        assertThat(order.isNew(at(0))).isTrue();
        assertThat(order.isNew(at(0))).isFalse();
    }

    private static long at(int seconds) {
        return (NOW + seconds) << 32;
    }
}
