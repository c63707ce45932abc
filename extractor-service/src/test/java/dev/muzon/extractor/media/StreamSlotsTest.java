package dev.muzon.extractor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class StreamSlotsTest {
    @Test
    void aRequestWhenAllStreamsAreTakenIsToldWhenToRetry() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        StreamSlots slots = new StreamSlots(1, meters);
        try (StreamSlots.Slot slot = slots.take("library")) {
            slot.complete();
            assertThat(meters.get("muzon.media.streams").gauge().value()).isEqualTo(1);
            assertThatThrownBy(() -> slots.take("library"))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            refused -> assertThat(((Failure.Transient) refused.failure()).retryAfter())
                                    .isNotNull());
        }
        slots.take("library").close();
        assertThat(meters.get("muzon.media.ended")
                        .tag("outcome", "complete")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
