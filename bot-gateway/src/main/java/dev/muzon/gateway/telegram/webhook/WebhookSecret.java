package dev.muzon.gateway.telegram.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret by which Telegram proves that an update comes from it. It is derived from the bot's token, so that every
 * replica knows it and nobody has to configure it.
 */
final class WebhookSecret {
    private static final String HMAC = "HmacSHA256";

    private final String value;

    private WebhookSecret(String value) {
        this.value = value;
    }

    static WebhookSecret of(String token) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), HMAC));
            byte[] digest = mac.doFinal("webhook".getBytes(StandardCharsets.UTF_8));
            return new WebhookSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }

    /** Returns the value for {@code setWebhook}. */
    String reveal() {
        return value;
    }

    /** Compares in constant time. */
    boolean matches(@Nullable String header) {
        return header != null
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "WebhookSecret[hidden]";
    }
}
