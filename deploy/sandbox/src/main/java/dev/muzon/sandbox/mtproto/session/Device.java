package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.crypto.AuthKey;
import java.util.OptionalLong;

/**
 * A client installation as the server knows it.
 *
 * @param salt the server salt, which {@link Devices#renewSalts} changes
 * @param userId who is logged in on it
 */
public record Device(AuthKey key, long salt, OptionalLong userId) {
    public long id() {
        return key.id();
    }
}
