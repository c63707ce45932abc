package dev.muzon.coordination.lease;

import java.net.URI;

/** A process that can own leases. */
public interface LeaseOwner {
    /** Its name, unique per start of the process. */
    String owner();

    /** Where it answers REST. */
    URI address();

    /**
     * Returns whether the holder was an earlier start of this very process, so that nobody works under its lease any
     * more.
     */
    boolean succeeds(Lease holder);
}
