package dev.muzon.assistant.note;

import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcript;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Several readers in their order. The next one is asked when one fails. */
class ReaderChain implements NoteReader {
    private final List<NoteReader> readers;
    private final FailureLog failures;
    private final AtomicReference<@Nullable Failure> trouble;

    ReaderChain(List<NoteReader> readers, FailureLog failures) {
        this(readers, failures, new AtomicReference<>());
    }

    private ReaderChain(List<NoteReader> readers, FailureLog failures, AtomicReference<@Nullable Failure> trouble) {
        this.trouble = trouble;
        if (readers.isEmpty()) {
            throw new IllegalArgumentException("A chain needs at least one reader");
        }
        this.readers = List.copyOf(readers);
        this.failures = failures;
    }

    /** Returns a chain that asks the reader of this name first. Without one of that name the order stays. */
    ReaderChain preferring(@Nullable String name) {
        return new ReaderChain(
                readers.stream()
                        .sorted(Comparator.comparing(reader -> !reader.name().equals(name)))
                        .toList(),
                failures,
                trouble);
    }

    /** Returns those that hear a sound themselves, empty when there is none. */
    Optional<ReaderChain> hearing() {
        List<NoteReader> hearing = readers.stream().filter(NoteReader::hears).toList();
        return hearing.isEmpty() ? Optional.empty() : Optional.of(new ReaderChain(hearing, failures, trouble));
    }

    /** Returns the readers in their order. */
    List<NoteReader> readers() {
        return readers;
    }

    @Override
    public String name() {
        return String.join(" → ", readers.stream().map(NoteReader::name).toList());
    }

    /** Returns why the last note was read by none, empty when one was. */
    Optional<Failure> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    @Override
    public Transcript read(String job, NoteSound sound, SpokenLanguage language, Watcher watcher)
            throws InterruptedException {
        for (NoteReader reader : readers.subList(0, readers.size() - 1)) {
            try {
                return heard(reader.read(job, sound, language, watcher));
            } catch (FailureException e) {
                if (e.failure().code() == FailureCode.MESSAGE_GONE) {
                    throw e;
                }
                failures.report("reading " + job + " by " + reader.name() + ", the next one is asked", e);
            }
        }
        try {
            return heard(readers.getLast().read(job, sound, language, watcher));
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

    @Override
    public void forget(String job) {
        readers.forEach(reader -> reader.forget(job));
    }
}
