package dev.muzon.gateway.telegram;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/** The pictures that Telegram refused lately. The words matter more, so a message goes without such a picture. */
final class RefusedPictures {
    /** A site that was down for Telegram may be up again. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int PICTURES = 1_000;

    private final Cache<URI, Boolean> refused = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(PICTURES)
            .build();

    /**
     * Sends a message with its picture, and without it when Telegram refuses that. The next message with the picture goes
     * without it at once.
     */
    <T> T without(Content content, Function<Content, T> call) {
        URI picture = content.picture();
        if (picture == null) {
            return call.apply(content);
        }
        if (refused.getIfPresent(picture) != null) {
            return call.apply(content.withoutPicture());
        }
        try {
            return call.apply(content);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.TELEGRAM_REFUSED) {
                throw e;
            }
            T done = call.apply(content.withoutPicture());
            // It was refused for the picture only if it is taken without it.
            refused.put(picture, true);
            return done;
        }
    }
}
