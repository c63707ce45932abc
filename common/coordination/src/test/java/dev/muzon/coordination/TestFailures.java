package dev.muzon.coordination;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureListener;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Failure logs for tests that record what was reported to them. */
public final class TestFailures implements FailureListener {
    private final List<Failure> reported = new CopyOnWriteArrayList<>();

    public static FailureLog log() {
        return new TestFailures().recorded();
    }

    public FailureLog recorded() {
        return new FailureLog(FailureClassifier.of(List.of()), List.of(this));
    }

    public List<Failure> reported() {
        return reported;
    }

    @Override
    public void failed(Failure failure) {
        reported.add(failure);
    }
}
