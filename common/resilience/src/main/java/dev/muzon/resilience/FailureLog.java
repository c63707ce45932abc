package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where failures are logged and counted. The code that answers, retries or buries a failure reports it
 * here, once. Code that only passes it on does not.
 *
 * <p>An outage of what a whole process needs has one line when it begins and one when it ends. The failures between
 * them stand at DEBUG, whatever met them.
 */
public final class FailureLog {
    private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

    /** An outage that no loop waits for is over once nobody has met it for so long. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final FailureClassifier classifier;
    private final List<FailureListener> listeners;

    private final Map<FailureCode, Outage> outages = new EnumMap<>(FailureCode.class);
    private final LongSupplier nanoTime;

    /** The facts that all failures of one code share during an outage. */
    private static final class Outage {
        private final long began;
        private long last;
        private int met;
        private int loops;

        private Outage(long now) {
            began = now;
            last = now;
        }

        private boolean isOver(long now) {
            return loops == 0 && now - last >= QUIET.toNanos();
        }
    }

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
     * Classifies, logs and counts.
     *
     * @param activity what was being done, e.g. {@code "job tg:42 of extractor"}
     * @return what it was
     */
    public Failure report(String activity, Throwable thrown) {
        Failure failure = classifier.classify(thrown);
        boolean known = failure.code() == FailureCode.STORE_UNAVAILABLE && meet(failure.code(), 0);
        return tell(activity, failure, thrown, known);
    }

    private Failure tell(String activity, Failure failure, Throwable thrown, boolean known) {
        if (known) {
            log.debug("{}: {}: {}", capitalised(activity), failure.code().value(), failure.detail());
        } else {
            log(activity, failure, thrown);
        }
        listeners.forEach(listener -> listener.failed(failure));
        return failure;
    }

    /** Notes that an outage was met. Returns whether it is known already. */
    private boolean meet(FailureCode code, int loops) {
        long now = nanoTime.getAsLong();
        synchronized (outages) {
            Outage outage = outages.get(code);
            if (outage == null || outage.isOver(now)) {
                outage = new Outage(now);
                outages.put(code, outage);
            }
            outage.last = now;
            outage.loops += loops;
            return ++outage.met > 1;
        }
    }

    /**
     * Classifies and counts a failure that a caller gets and reports. It stands in this log at DEBUG only.
     *
     * @return what it was
     */
    public Failure passOn(String activity, Throwable thrown) {
        return tell(activity, classifier.classify(thrown), thrown, true);
    }

    /** Reports an outage that a loop waits for from now on, until {@link #leaveOutage}. */
    void joinOutage(String activity, Failure failure, Throwable thrown) {
        tell(activity, failure, thrown, meet(failure.code(), 1));
    }

    /** Reports an outage that a loop waits for already. */
    void meetOutage(String activity, Failure failure, Throwable thrown) {
        meet(failure.code(), 0);
        tell(activity, failure, thrown, true);
    }

    /**
     * Notes that a loop waits for an outage no more. The last one to leave ends it.
     *
     * @param over whether what was away answers again. Else the loop gave up.
     */
    void leaveOutage(FailureCode code, String activity, boolean over) {
        Outage outage;
        synchronized (outages) {
            outage = outages.get(code);
            if (outage == null || --outage.loops > 0) {
                return;
            }
            outages.remove(code);
        }
        if (over) {
            log.info(
                    "{} after {} s. Failures meanwhile: {}. The last to notice: {}",
                    end(code),
                    TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - outage.began),
                    outage.met,
                    activity);
        }
    }

    private static String end(FailureCode code) {
        return switch (code) {
            case STORE_UNAVAILABLE -> "MongoDB answers again";
            case TELEGRAM_UNAVAILABLE -> "Telegram answers again";
            default -> "No more " + code.value();
        };
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
