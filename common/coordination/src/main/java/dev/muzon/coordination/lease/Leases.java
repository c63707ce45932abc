package dev.muzon.coordination.lease;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Leases: one owner per name. A lease is about liveness: it tells which process should act. Writes that must not come
 * from a former owner check the token.
 */
public interface Leases {
    /**
     * Takes the lease when it is free, expired or already this owner's (then it is renewed and keeps its token).
     *
     * @param name e.g. {@code player:-100123}, {@code account:main}, {@code bot-leader}
     * @param owner unique per process start
     * @param address where the owner answers REST, for routing
     * @return empty when somebody else holds it
     */
    Optional<Lease> tryAcquire(String name, String owner, URI address, Duration ttl);

    /**
     * Takes the lease from a holder that is known to be dead, though its time has not run out. The token grows, so that a
     * holder that was not dead after all is fenced like any former owner.
     *
     * @param dead as {@link #holder} told it
     * @return empty when it is not this holder's any more
     */
    Optional<Lease> inherit(Lease dead, String owner, URI address, Duration ttl);

    /**
     * Takes the lease as {@link #tryAcquire} does, and inherits it from an earlier start of the same process.
     *
     * @return empty when another process holds it
     */
    default Optional<Lease> acquire(LeaseTerms terms, LeaseOwner owner) {
        return tryAcquire(terms.name(), owner.owner(), owner.address(), terms.ttl())
                .or(() -> holder(terms.name())
                        .filter(owner::succeeds)
                        .flatMap(dead -> inherit(dead, owner.owner(), owner.address(), terms.ttl())));
    }

    /**
     * Extends the lease.
     *
     * @return false when it was lost: stop acting as the owner at once
     */
    boolean renew(Lease lease, Duration ttl);

    /** Releases the lease for the next owner. Does nothing when it was lost already. */
    void release(Lease lease);

    /** Returns all leases that the owner holds. */
    List<Lease> heldBy(String owner);

    /** Returns the current holder, empty when nobody holds the lease or it has expired. */
    Optional<Lease> holder(String name);

    /**
     * Returns the current holder of a lease that holds only as long as the one of its owner's instance.
     *
     * @return empty when nobody holds the lease, or an instance that is gone
     */
    default Optional<Lease> livingHolder(String name) {
        return holder(name).filter(lease -> instanceLives(lease.owner()));
    }

    /** Returns whether the owner holds the lease of its instance. */
    default boolean instanceLives(String owner) {
        return holder(ofInstance(owner)).isPresent();
    }

    /** Returns the name of the lease that says that an owner's instance lives. */
    static String ofInstance(String owner) {
        return "instance:" + owner;
    }
}
