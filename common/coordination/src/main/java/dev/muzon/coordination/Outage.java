package dev.muzon.coordination;

import org.slf4j.Logger;

/** Says once that the store is away and once that it is back. One thread's. */
public final class Outage {
    private final Logger log;
    private final String doing;
    private boolean lasting;

    /** @param doing what cannot be done meanwhile, as the beginning of a sentence: {@code claiming jobs} */
    public Outage(Logger log, String doing) {
        this.log = log;
        this.doing = doing;
    }

    public void noticed(Throwable failure) {
        if (!lasting) {
            log.warn("{} fails, trying on: {}", doing, failure.toString());
        }
        lasting = true;
    }

    public void over() {
        if (lasting) {
            log.info("{} works again", doing);
        }
        lasting = false;
    }
}
