package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where failures are logged and counted. The code that answers, retries or buries a failure reports it
 * here, once. Code that only passes it on does not.
 */
public final class FailureLog {
    private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

    /** An outage of the store is over for an activity that has not met it for so long. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private static final int REMEMBERED = 256;

    private final FailureClassifier classifier;
    private final List<FailureListener> listeners;

    /** The number of those who meet each shared outage now. */
    private final Map<String, Integer> outages = new ConcurrentHashMap<>();

    /** The times at which activities met the store's outage last. */
    private final Map<String, Long> met = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final LongSupplier nanoTime;

    public FailureLog(FailureClassifier classifier, List<FailureListener> listeners) {
        this(classifier, listeners, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime()} */
    public FailureLog(FailureClassifier classifier, List<FailureListener> listeners, LongSupplier nanoTime) {
        this.classifier = classifier;
        this.listeners = List.copyOf(listeners);
        this.nanoTime = nanoTime;
    }

    /** Says what a throwable means, without logging it. */
    public Failure classify(Throwable thrown) {
        return classifier.classify(thrown);
    }

    /**
     * Classifies, logs and counts. An outage of the store that the same activity meets again stands in the log at DEBUG
     * only.
     *
     * @param activity what was being done, e.g. {@code "job tg:42 of extractor"}
     * @return what it was
     */
    public Failure report(String activity, Throwable thrown) {
        Failure failure = classifier.classify(thrown);
        if (failure.code() == FailureCode.STORE_UNAVAILABLE && meetsAgain(activity)) {
            return passOn(activity, thrown);
        }
        log(activity, failure, thrown);
        listeners.forEach(listener -> listener.failed(failure));
        return failure;
    }

    private boolean meetsAgain(String activity) {
        long now = nanoTime.getAsLong();
        synchronized (met) {
            Long last = met.put(activity, now);
            return last != null && now - last < QUIET.toNanos();
        }
    }

    /** Begins a new outage for an activity, so that its next line is written. */
    private void forget(String activity) {
        synchronized (met) {
            met.remove(activity);
        }
    }

    /**
     * Classifies and counts a failure that a caller gets and reports. It stands in this log at DEBUG only.
     *
     * @return what it was
     */
    public Failure passOn(String activity, Throwable thrown) {
        Failure failure = classifier.classify(thrown);
        log.debug("{}: {}: {}", capitalised(activity), failure.code().value(), failure.detail());
        listeners.forEach(listener -> listener.failed(failure));
        return failure;
    }

    /**
     * Reports an outage that many may meet at once. Only the first of them logs it, until {@link #leaveOutage} was called
     * as often as this.
     *
     * @param outage what they have in common
     * @return what it was
     */
    public Failure joinOutage(String outage, String activity, Throwable thrown) {
        if (outages.merge(outage, 1, Integer::sum) > 1) {
            return passOn(activity, thrown);
        }
        forget(activity);
        return report(activity, thrown);
    }

    /** Notes that one that met an outage meets it no more. Returns whether it was the last. */
    public boolean leaveOutage(String outage) {
        return outages.computeIfPresent(outage, (_, met) -> met == 1 ? null : met - 1) == null;
    }

    /** Logs and counts a failure that was never thrown. */
    public void report(String activity, Failure failure) {
        report(activity, failure.asException());
    }

    /** Returns the activity as every log message begins. */
    private static String capitalised(String activity) {
        return activity.isEmpty() ? activity : Character.toUpperCase(activity.charAt(0)) + activity.substring(1);
    }

    /** Rounds up, because Telegram counts in whole seconds and an early attempt costs another wait. */
    private static long seconds(Failure.FloodWait flood) {
        return flood.retryAfter().plusMillis(999).toSeconds();
    }

    private static void log(String what, Failure failure, Throwable thrown) {
        String activity = capitalised(what);
        String code = failure.code().value();
        switch (failure) {
            case Failure.UserError user -> log.info("{}: {}: {}", activity, code, user.detail());
            case Failure.Transient passing -> log.warn("{}: {}: {}", activity, code, passing.detail());
            case Failure.FloodWait flood ->
                log.warn("{}: {}: waiting {} s: {}", activity, code, seconds(flood), flood.detail());
            case Failure.PerInstance one -> log.warn("{}: {}: {}: {}", activity, code, one.instance(), one.detail());
            case Failure.Critical critical -> log.error("{}: {}: {}", activity, code, critical.detail(), thrown);
        }
    }
}
