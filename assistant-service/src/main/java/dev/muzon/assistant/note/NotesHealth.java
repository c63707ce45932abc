package dev.muzon.assistant.note;

import dev.muzon.runtime.health.Degradation;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health part {@code notes}: degraded after a note that no recogniser took. */
class NotesHealth implements HealthIndicator {
    private final ReaderChain readers;

    NotesHealth(ReaderChain readers) {
        this.readers = readers;
    }

    @Override
    public Health health() {
        return readers.trouble()
                .map(failure -> Degradation.because("Voice notes wait. The recogniser failed last: "
                        + failure.code().value() + ": " + failure.detail()))
                .orElseGet(() -> Health.up().build());
    }
}
