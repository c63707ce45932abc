package dev.muzon.sandbox.botapi;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a bot's updates to its address, one at a time and in order; a failed one again until it is taken. */
final class Webhook {
    private static final Logger log = LoggerFactory.getLogger(Webhook.class);
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final UpdateQueue updates;
    private final HttpClient http;
    private final Clock clock;

    @Nullable private Target target;

    @Nullable private Thread carrier;

    @Nullable private Failure lastFailure;

    private record Target(URI url, @Nullable String secret) {}

    /** The last delivery that went wrong. */
    record Failure(Instant at, String what) {}

    Webhook(UpdateQueue updates, HttpClient http, Clock clock) {
        this.updates = updates;
        this.http = http;
        this.clock = clock;
    }

    /** @param secret sent along in {@code X-Telegram-Bot-Api-Secret-Token} */
    synchronized void set(URI url, @Nullable String secret) {
        remove();
        var newTarget = new Target(url, secret);
        target = newTarget;
        carrier = Thread.ofVirtual().name("webhook").start(() -> carry(newTarget));
    }

    synchronized void remove() {
        target = null;
        lastFailure = null;
        if (carrier != null) {
            carrier.interrupt();
            carrier = null;
        }
    }

    @Nullable synchronized URI url() {
        return target == null ? null : target.url();
    }

    @Nullable synchronized Failure lastFailure() {
        return lastFailure;
    }

    private synchronized void failed(String what) {
        lastFailure = new Failure(clock.instant(), what);
    }

    private void carry(Target to) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var update = updates.first(WAIT);
                if (update == null) {
                    continue;
                }
                if (deliver(to, update)) {
                    updates.confirm(update.updateId() + 1);
                } else {
                    Thread.sleep(PAUSE_AFTER_FAILURE);
                }
            }
        } catch (InterruptedException removed) {
            log.debug("webhook {} removed", to.url());
        }
    }

    private boolean deliver(Target to, Shape.Update update) throws InterruptedException {
        var request = HttpRequest.newBuilder(to.url())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(BotJson.MAPPER.writeValueAsBytes(update)));
        if (to.secret() != null) {
            request.header("X-Telegram-Bot-Api-Secret-Token", to.secret());
        }
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 == 2) {
                return true;
            }
            failed("Wrong response from the webhook: " + status);
        } catch (IOException e) {
            failed("Connection refused");
            log.debug("webhook {} not reached", to.url(), e);
        }
        return false;
    }
}
