package dev.muzon.coordination.queue;

import org.slf4j.Logger;

/** Says once that the store is away and once that it is back. One thread's. */
final class Outage {
    private final Logger log;
    private final String doing;
    private boolean lasting;

    Outage(Logger log, String doing) {
        this.log = log;
        this.doing = doing;
    }

    void noticed(RuntimeException failure) {
        if (!lasting) {
            log.warn("{} fails, trying on: {}", doing, failure.toString());
        }
        lasting = true;
    }

    void over() {
        if (lasting) {
            log.info("{} works again", doing);
        }
        lasting = false;
    }
}
