package dev.muzon.assistant.note;

import dev.muzon.assistant.transcription.TranscriberChain;
import dev.muzon.runtime.health.Degradation;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health part {@code notes}: degraded after a piece of speech that no recogniser took. */
class NotesHealth implements HealthIndicator {
    private final TranscriberChain transcribers;

    NotesHealth(TranscriberChain transcribers) {
        this.transcribers = transcribers;
    }

    @Override
    public Health health() {
        return transcribers
                .trouble()
                .map(failure -> Degradation.because("Voice notes wait. The recogniser failed last: "
                        + failure.code().value() + ": " + failure.detail()))
                .orElseGet(() -> Health.up().build());
    }
}
