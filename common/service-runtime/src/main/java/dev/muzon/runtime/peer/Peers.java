package dev.muzon.runtime.peer;

import java.net.URI;
import java.time.Duration;
import org.springframework.web.client.RestClient;

/**
 * REST to the other services. Every client sends the internal token, gives up after seconds, and turns errors into a
 * {@link dev.muzon.protocol.failure.FailureException}: problem+json into the failure it carries, no connection into
 * transient {@code peer.unavailable}, a refused token into critical {@code internal.token-refused}.
 */
public interface Peers {
    /** Limit of the whole answer, unless a client with another patience is asked for. */
    Duration PATIENCE = Duration.ofSeconds(10);

    /** Makes a client of the service at its configured address. */
    default RestClient client(Peer peer) {
        return client(peer, PATIENCE);
    }

    /**
     * Makes a client for questions whose answer may take long, such as joining a voice chat.
     *
     * @param patience from the request to the answer's last byte
     */
    RestClient client(Peer peer, Duration patience);

    /** Makes a client of one instance, with the usual patience. */
    default RestClient clientAt(URI address) {
        return clientAt(address, PATIENCE);
    }

    /**
     * Makes a client of one instance, at the address that its lease names. A lease is data that others may have written,
     * so the address must be a configured service's or lie in the peer networks: the internal token goes nowhere else.
     *
     * @param patience from the request to the answer's last byte
     * @throws dev.muzon.protocol.failure.FailureException critical {@code configuration.invalid} for any other address
     */
    RestClient clientAt(URI address, Duration patience);

    /**
     * Makes a client for bodies that come as they arise, such as media. The answer must begin within {@link #PATIENCE},
     * its body has no limit. Read it in {@code exchange}; closing the response ends it.
     */
    RestClient streaming(Peer peer);
}
