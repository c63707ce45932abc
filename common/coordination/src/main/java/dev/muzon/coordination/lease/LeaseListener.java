package dev.muzon.coordination.lease;

/** Work that depends on a lease. Called on the holder's threads, one call at a time, in order. */
public interface LeaseListener {
    /** Begins to act as the owner. Writes that only the owner may do carry the lease's token. */
    void gained(Lease lease);

    /** Stops acting as the owner: another process may act already. Called once for each gain that ends. */
    void lost(Lease lease);

    /** Hears that another process has the lease. This one goes on asking. */
    default void elsewhere() {}

    /** Hears that the store does not say whose the lease is. It is asked again. */
    default void unanswered() {}
}
