package dev.muzon.coordination.lease;

/** Acts on having and not having a lease. Called on the holder's threads, one call at a time, in order. */
public interface LeaseListener {
    /** We own the name now. Writes that only the owner may do carry the lease's token. */
    void gained(Lease lease);

    /** We must not act as the owner any more; somebody else may already. Called once for each gain that ends. */
    void lost(Lease lease);
}
