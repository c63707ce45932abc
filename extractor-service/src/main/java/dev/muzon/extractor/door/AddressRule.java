package dev.muzon.extractor.door;

import java.net.InetAddress;
import java.util.List;

/** The rule for what the {@link Door} may dial. */
@FunctionalInterface
public interface AddressRule {
    /**
     * Resolves a host once. Only what this returns is dialled.
     *
     * @param host a name or an address. IPv6 without brackets
     * @param port to be dialled
     * @throws dev.muzon.protocol.failure.FailureException user error {@code url.forbidden} when it may not be dialled,
     * {@code source.no-such-host} when it has no address
     */
    List<InetAddress> resolve(String host, int port);
}
