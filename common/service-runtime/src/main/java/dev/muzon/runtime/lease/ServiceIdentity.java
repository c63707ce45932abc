package dev.muzon.runtime.lease;

import java.net.URI;

/** Who this process is to the other processes. */
public interface ServiceIdentity {
    /** Unique per start of the process, telling to a person: {@code voice-call-service@host-7#3f9a}. */
    String owner();

    /**
     * Where the others reach this very instance.
     *
     * @throws IllegalStateException while the port is not known yet: before the web server listens on a random one
     */
    URI address();
}
