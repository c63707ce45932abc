package dev.muzon.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A QR code that a new device shows.
 *
 * @param token base64url without padding, as in {@code tg://login?token=…}
 * @param device what the new device calls itself
 * @param approvedBy the user it logs in as. Null until approved
 */
public record LoginToken(
        String token,
        String device,
        Instant issued,
        Instant expires,
        @Nullable Long approvedBy) {
    @Override
    public String toString() {
        return "LoginToken[token=***, device=" + device + ", expires=" + expires + ", approvedBy=" + approvedBy + "]";
    }
}
