package dev.muzon.extractor.cache;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of the disk. Each outage is told once, and so is its end. */
final class Outage {
    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    private final CacheMeters meters;
    private final AtomicBoolean lasting = new AtomicBoolean();

    Outage(CacheMeters meters) {
        this.meters = meters;
    }

    void met(String activity, Exception cause) {
        meters.diskFailure();
        begins(activity + ": " + cause);
    }

    /** Begins an outage that is not a failure of the disk: there is no room. */
    void begins(String why) {
        if (lasting.compareAndSet(false, true)) {
            log.warn("Sound is not kept and comes from its servers until the disk works again: {}", why);
        }
    }

    void over() {
        if (lasting.compareAndSet(true, false)) {
            log.info("Sound is kept again");
        }
    }
}
