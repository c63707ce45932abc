package dev.muzon.sandbox.botapi;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * The delivery of a bot's updates to its address: several at once, but one after another for each chat. A failed
 * delivery is repeated until it is taken: first at once, then after pauses that grow from 2 s to a minute.
 */
final class Webhook {
    private static final Logger log = LoggerFactory.getLogger(Webhook.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private final UpdateQueue updates;
    private final HttpClient http;
    private final Clock clock;
    private final Consumer<byte[]> answers;

    private long generation;

    @Nullable private Target target;

    @Nullable private Thread carrier;

    @Nullable private Failure lastFailure;

    private record Target(URI url, @Nullable String secret, int connections, long generation) {}

    /** The last delivery that failed. */
    record Failure(Instant at, String what) {}

    /**
     * Makes a webhook.
     *
     * @param answers takes the bodies of the webhook's answers
     */
    Webhook(UpdateQueue updates, HttpClient http, Clock clock, Consumer<byte[]> answers) {
        this.updates = updates;
        this.http = http;
        this.clock = clock;
        this.answers = answers;
    }

    /**
     * Sets the address.
     *
     * @param secret sent along in {@code X-Telegram-Bot-Api-Secret-Token}
     * @param connections how many updates are under way at once
     */
    synchronized void set(URI url, @Nullable String secret, int connections) {
        remove();
        generation++;
        var newTarget = new Target(url, secret, connections, generation);
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

    @Nullable synchronized Integer connections() {
        return target == null ? null : (Integer) target.connections();
    }

    @Nullable synchronized Failure lastFailure() {
        return lastFailure;
    }

    private synchronized void failed(String what) {
        lastFailure = new Failure(clock.instant(), what);
    }

    private synchronized boolean isCurrent(Target to) {
        return to.equals(target);
    }

    private void carry(Target to) {
        var busyLanes = ConcurrentHashMap.<Long>newKeySet();
        var connections = new Semaphore(to.connections());
        try {
            while (isCurrent(to)) {
                connections.acquire();
                var update = updates.next(busyLanes);
                busyLanes.add(update.lane());
                Thread.ofVirtual().name("webhook-delivery").start(() -> {
                    try {
                        deliverUntilTaken(to, update, busyLanes);
                    } finally {
                        connections.release();
                    }
                });
            }
        } catch (InterruptedException e) {
            log.debug("Webhook {} removed", to.url());
        }
    }

    private void deliverUntilTaken(Target to, UpdateQueue.Pending update, Set<Long> busyLanes) {
        try {
            int failures = 0;
            while (isCurrent(to)) {
                var delivery = deliver(to, update.update());
                if (delivery.taken()) {
                    updates.done(update.id(), () -> busyLanes.remove(update.lane()));
                    return;
                }
                failures++;
                Thread.sleep(delivery.retryAfter().isZero() ? pauseAfter(failures) : delivery.retryAfter());
            }
        } catch (InterruptedException e) {
            log.debug("Webhook {} removed", to.url());
        }
    }

    /** Returns the pause before a delivery that failed this often is repeated. */
    static Duration pauseAfter(int failures) {
        if (failures <= 1) {
            return Duration.ZERO;
        }
        var doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** @param retryAfter the pause that the receiver asks for, zero for none */
    private record Delivery(boolean taken, Duration retryAfter) {
        static final Delivery TAKEN = new Delivery(true, Duration.ZERO);
        static final Delivery FAILED = new Delivery(false, Duration.ZERO);
    }

    private Delivery deliver(Target to, Shape.Update update) throws InterruptedException {
        var request = HttpRequest.newBuilder(to.url())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(BotJson.MAPPER.writeValueAsBytes(update)));
        if (to.secret() != null) {
            request.header("X-Telegram-Bot-Api-Secret-Token", to.secret());
        }
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 == 2) {
                answers.accept(answer.body());
                return Delivery.TAKEN;
            }
            failed("Wrong response from the webhook: " + inWords(answer.statusCode()));
            return new Delivery(false, retryAfter(answer));
        } catch (IOException e) {
            failed(inWords(e));
            log.debug("Webhook {} not reached", to.url(), e);
        }
        return Delivery.FAILED;
    }

    private static String inWords(int status) {
        var known = HttpStatus.resolve(status);
        return known == null ? Integer.toString(status) : status + " " + known.getReasonPhrase();
    }

    private static String inWords(IOException e) {
        return switch (e) {
            case HttpConnectTimeoutException _ -> "Connection timed out";
            case HttpTimeoutException _ -> "Read timeout expired";
            case ConnectException _ -> "Connection refused";
            default -> "Connection closed";
        };
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        var seconds = answer.headers().firstValue("Retry-After").orElse("");
        var asked = seconds.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
        return asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked : LONGEST_RETRY_AFTER;
    }
}
