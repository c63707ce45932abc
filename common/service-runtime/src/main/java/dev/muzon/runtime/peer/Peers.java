package dev.muzon.runtime.peer;

import java.net.URI;
import org.springframework.web.client.RestClient;

/**
 * REST to the other services. Every client sends the internal token, gives up after seconds, and turns what comes back
 * into a {@link dev.muzon.protocol.failure.FailureException}: problem+json into the failure it carries, no connection
 * into transient {@code peer.unavailable}.
 */
public interface Peers {
    /** At the configured address of the service. */
    RestClient client(Peer peer);

    /** At one instance, as a lease names it. */
    RestClient clientAt(URI address);
}
