package dev.muzon.runtime.lease;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.LeaseOwner;
import java.net.URI;

/** This process as the other processes see it. */
public interface ServiceIdentity extends LeaseOwner {
    /**
     * Returns the owner's name, unique per start of the process and readable: {@code voice-call-service@host-7#3f9a}.
     */
    @Override
    String owner();

    /**
     * Returns the address at which the others reach this very instance.
     *
     * @throws IllegalStateException while the port is not known yet: before the web server listens on a random one
     */
    @Override
    URI address();

    /**
     * Returns whether the holder was an earlier start of this very instance. It ran on the same host and answered at
     * the same address, where only one process can listen.
     */
    @Override
    default boolean succeeds(Lease holder) {
        return !holder.owner().equals(owner())
                && instance(holder.owner()).equals(instance(owner()))
                && holder.address().equals(address());
    }

    private static String instance(String owner) {
        int start = owner.lastIndexOf('#');
        return start < 0 ? owner : owner.substring(0, start);
    }
}
