package dev.muzon.runtime.peer;

import java.net.URI;
import java.time.Duration;

/**
 * The other services, each asked through the contract that it implements ({@code runtime.contract}). Every request
 * carries the internal token and has a deadline. Methods of a contract return what they promise or throw a
 * {@link dev.muzon.protocol.failure.FailureException}:
 *
 * <ul>
 *   <li>the failure of the peer's problem+json,
 *   <li>transient {@code peer.unavailable} without a connection, after the deadline, or for an empty or broken answer,
 *   <li>critical {@code internal.token-refused} for a refused token.
 * </ul>
 */
public interface Peers {
    /** Deadline of the whole answer, unless another one is asked for. */
    Duration PATIENCE = Duration.ofSeconds(10);

    /** Returns the service at its configured address. The result is worth keeping. */
    default <T> T of(Peer peer, Class<T> contract) {
        return of(peer, contract, PATIENCE);
    }

    /**
     * Returns the service for questions whose answer may take long, such as joining a voice chat.
     *
     * @param patience from the request to the answer's last byte
     */
    <T> T of(Peer peer, Class<T> contract, Duration patience);

    /**
     * Returns one instance at the address that its lease names. A lease is data that others may have written, so the
     * address must be a configured service's or lie in the peer networks: the internal token goes nowhere else.
     *
     * @param patience from the request to the answer's last byte
     * @throws dev.muzon.protocol.failure.FailureException critical {@code configuration.invalid} for any other address
     */
    <T> T at(URI address, Class<T> contract, Duration patience);

    /**
     * Returns the service for a contract of streams, whose methods return an {@link java.io.InputStream}. An answer must
     * begin within {@link #PATIENCE} and then may take any time. Closing the stream ends it.
     */
    <T> T streaming(Peer peer, Class<T> contract);
}
