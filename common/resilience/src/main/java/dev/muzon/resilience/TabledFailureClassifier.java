package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A classifier by tables. The outermost link of the cause chain that any table knows decides. */
final class TabledFailureClassifier implements FailureClassifier {
    /** Cause chains may be circular. */
    private static final int DEEPEST_CAUSE = 20;

    private final List<FailureTable> tables;

    TabledFailureClassifier(List<FailureTable> tables) {
        var all = new ArrayList<FailureTable>();
        all.add(thrown -> thrown instanceof FailureException known ? known.failure() : null);
        all.addAll(tables);
        all.add(new CommonFailures());
        this.tables = List.copyOf(all);
    }

    @Override
    public Failure classify(Throwable thrown) {
        Throwable link = thrown;
        for (int depth = 0; link != null && depth < DEEPEST_CAUSE; depth++) {
            Failure failure = lookUp(link);
            if (failure != null) {
                return failure;
            }
            link = link.getCause();
        }
        return Failure.of(FailureCode.INTERNAL, Throwables.summary(thrown));
    }

    private @Nullable Failure lookUp(Throwable link) {
        for (FailureTable table : tables) {
            Failure failure = table.find(link);
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }
}
