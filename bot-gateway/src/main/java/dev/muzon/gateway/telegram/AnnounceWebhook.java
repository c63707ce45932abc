package dev.muzon.gateway.telegram;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethodBoolean;

/** {@code setWebhook} as JSON. The library's own sends a form with a certificate, which nobody needs here. */
final class AnnounceWebhook extends BotApiMethodBoolean {
    private final URI address;
    private final String secret;

    AnnounceWebhook(URI address, String secret) {
        this.address = address;
        this.secret = secret;
    }

    @JsonProperty("url")
    String url() {
        return address.toString();
    }

    @JsonProperty("secret_token")
    String secretToken() {
        return secret;
    }

    @JsonProperty("allowed_updates")
    List<String> allowedUpdates() {
        return FetchUpdates.WANTED;
    }

    @Override
    public String getMethod() {
        return "setwebhook";
    }
}
