package dev.muzon.protocol.channel;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A channel that is to be added over REST.
 *
 * @param address {@code @name}, a {@code t.me} link or an invite link
 * @param requestId names the request, at most 64 letters, digits, dots, dashes and underscores. Asking again with it
 *     changes nothing. Without it every request is another one
 */
public record NewChannel(String address, @Nullable String requestId) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public NewChannel {
        address = Objects.requireNonNullElse(address, "");
        if (requestId != null && !ID.matcher(requestId).matches()) {
            throw Failure.of(FailureCode.BAD_INPUT, "not the name of a request").asException();
        }
    }

    /** Does not print the address, because an invite link lets anybody in. */
    @Override
    public String toString() {
        return "new channel, request " + requestId;
    }
}
