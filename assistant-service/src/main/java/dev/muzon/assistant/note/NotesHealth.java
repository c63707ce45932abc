package dev.muzon.assistant.note;

import dev.muzon.assistant.transcription.local.LocalTranscriber;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.runtime.health.Degradation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health part {@code notes}. It is degraded after a note that no recogniser took, and while the first local model
 * cannot read. How far each local model is stands beside that in words.
 */
class NotesHealth implements HealthIndicator {
    private final ReaderChain readers;
    private final SpeechModels models;

    NotesHealth(ReaderChain readers, SpeechModels models) {
        this.readers = readers;
        this.models = models;
    }

    @Override
    public Health health() {
        Health.Builder health = reason().map(
                        reason -> Health.status(Degradation.STATUS).withDetail("reason", reason))
                .orElseGet(Health::up);
        Map<String, String> states = new LinkedHashMap<>();
        models.transcribers().forEach(local -> states.put(local.name(), local.state()));
        return states.isEmpty()
                ? health.build()
                : health.withDetail("recognisers", states).build();
    }

    private Optional<String> reason() {
        Optional<Failure> trouble = readers.trouble();
        if (trouble.isPresent()) {
            return Optional.of("Voice notes wait. Reading the last one failed: "
                    + trouble.get().code().value() + ": " + trouble.get().detail());
        }
        return models.transcribers().stream()
                .findFirst()
                .flatMap(LocalTranscriber::obstacle)
                .map(obstacle -> "The local recogniser cannot read: " + obstacle);
    }
}
