package dev.muzon.gateway.telegram.webhook;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The address to which Telegram sends updates. It answers when they are safe, so Telegram repeats what was not. */
@RestController
@Conditional(WebhookConfigured.class)
class WebhookController {
    static final String PATH = "/telegram/webhook";

    private static final String SECRET = "X-Telegram-Bot-Api-Secret-Token";

    private final BotApi api;
    private final UpdateSink sink;
    private final WebhookSecret secret;

    WebhookController(BotApi api, UpdateSink sink, WebhookSecret secret) {
        this.api = api;
        this.sink = sink;
        this.secret = secret;
    }

    /** Reads the body of those only who know the secret. */
    @PostMapping(PATH)
    ResponseEntity<Void> update(
            @RequestHeader(name = SECRET, required = false) @Nullable String header, InputStream update)
            throws IOException, InterruptedException {
        if (!secret.matches(header)) {
            return ResponseEntity.status(401).build();
        }
        List<Incoming> read = api.read(new String(update.readAllBytes(), StandardCharsets.UTF_8)).stream()
                .toList();
        return ResponseEntity.status(sink.accept(read).isEmpty() ? 200 : 503).build();
    }
}
