package dev.muzon.runtime.peer;

import java.net.URI;
import java.time.Duration;
import org.springframework.web.client.RestClient;

/**
 * REST to the other services. Every client sends the internal token, gives up after seconds, and turns what comes back
 * into a {@link dev.muzon.protocol.failure.FailureException}: problem+json into the failure it carries, no connection
 * into transient {@code peer.unavailable}, a refused token into critical {@code internal.unauthenticated}.
 */
public interface Peers {
    /** For the whole answer, unless a client with another patience is asked for. */
    Duration PATIENCE = Duration.ofSeconds(10);

    /** At the configured address of the service. */
    default RestClient client(Peer peer) {
        return client(peer, PATIENCE);
    }

    /**
     * For questions whose answer may take long, such as joining a voice chat.
     *
     * @param patience from the request to the answer's last byte
     */
    RestClient client(Peer peer, Duration patience);

    /** At one instance, as a lease names it. */
    default RestClient clientAt(URI address) {
        return clientAt(address, PATIENCE);
    }

    /** @param patience from the request to the answer's last byte */
    RestClient clientAt(URI address, Duration patience);

    /**
     * For bodies that come as they arise, such as media: the answer must begin within {@link #PATIENCE}, its body may
     * take for ever. Read it in {@code exchange}; closing the response ends it.
     */
    RestClient streaming(Peer peer);
}
