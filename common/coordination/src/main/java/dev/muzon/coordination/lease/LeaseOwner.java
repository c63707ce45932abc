package dev.muzon.coordination.lease;

import java.net.URI;

/** A process that can own leases. */
public interface LeaseOwner {
    /** Returns its name, unique per start of the process. */
    String owner();

    /** Returns the address at which it answers REST. */
    URI address();

    /**
     * Returns whether the holder was an earlier start of this very process. Such a holder no longer works under its
     * lease.
     */
    boolean succeeds(Lease holder);
}
