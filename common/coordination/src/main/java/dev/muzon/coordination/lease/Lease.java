package dev.muzon.coordination.lease;

import java.net.URI;
import java.time.Instant;

/**
 * Ownership of one name.
 *
 * @param token grows with every new owner: the fence for writes
 * @param until by the store's clock
 */
public record Lease(String name, String owner, URI address, long token, Instant until) {}
