package dev.muzon.assistant.transcription;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Several recognisers in their order. The next one is asked when one fails. */
public final class TranscriberChain implements Transcriber {
    private final List<Transcriber> engines;
    private final FailureLog failures;
    private final AtomicReference<@Nullable Failure> trouble = new AtomicReference<>();

    public TranscriberChain(List<Transcriber> engines, FailureLog failures) {
        if (engines.isEmpty()) {
            throw new IllegalArgumentException("A chain needs at least one recogniser");
        }
        this.engines = List.copyOf(engines);
        this.failures = failures;
    }

    @Override
    public String name() {
        return String.join(",", engines.stream().map(Transcriber::name).toList());
    }

    /** Returns why the last speech was recognised by none, empty when one did. */
    public Optional<Failure> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    @Override
    public Transcript transcribe(Speech speech, SpokenLanguage language) throws InterruptedException {
        for (Transcriber engine : engines.subList(0, engines.size() - 1)) {
            try {
                return heard(engine.transcribe(speech, language));
            } catch (FailureException e) {
                failures.report("recognising speech by " + engine.name() + ", the next one is asked", e);
            }
        }
        try {
            return heard(engines.getLast().transcribe(speech, language));
        } catch (FailureException e) {
            if (!(e.failure() instanceof Failure.UserError)) {
                trouble.set(e.failure());
            }
            throw e;
        }
    }

    private Transcript heard(Transcript transcript) {
        trouble.set(null);
        return transcript;
    }
}
