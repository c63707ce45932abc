package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/**
 * Documents of services on the web. They are fetched as the door fetches sound: every address is checked, also after a
 * redirect, and size and time are bounded.
 */
public final class Documents implements AutoCloseable {
    private static final int MAX_REDIRECTS = 5;
    private static final int MOST_BYTES = 4 << 20;
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    private final OriginClient origins;

    /** Does the same as {@link #Documents(AddressRule, SSLContext, DoorLimits, NetworkExit)} without a proxy, for tests. */
    public Documents(AddressRule addresses, SSLContext trust, DoorLimits limits) {
        this(addresses, trust, limits, NetworkExit.STRAIGHT);
    }

    /**
     * Makes a client.
     *
     * @param addresses decides what may be dialled
     * @param trust decides which TLS servers are believed
     * @param exit the way on which its connections leave this host
     */
    public Documents(AddressRule addresses, SSLContext trust, DoorLimits limits, NetworkExit exit) {
        origins = new OriginClient(addresses, trust, limits, exit);
    }

    /**
     * Fetches a document. An {@code Authorization} field stays at the server that it is meant for.
     *
     * @param limit for all of it, redirects and body included
     * @throws dev.muzon.protocol.failure.FailureException why there is no answer
     */
    public Document get(HttpLink link, Map<String, String> fields, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Map<String, String> sent = new HashMap<>(fields);
        HttpLink at = link;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            var request = new HttpUriRequestBase("GET", URI.create("/"));
            OriginAnswer answer = origins.ask(request, at, sent, new BasicCookieStore(), left(end));
            String next = answer.redirect();
            if (next == null) {
                return read(answer, end);
            }
            answer.close();
            at = at.resolve(next);
            if (!at.origin().equals(link.origin())) {
                sent.keySet().removeIf("Authorization"::equalsIgnoreCase);
            }
        }
        throw Failure.of(FailureCode.URL_CIRCLES, "more than " + MAX_REDIRECTS + " redirects")
                .asException();
    }

    /**
     * Sends a form. A redirect is an answer here.
     *
     * @param form already escaped
     * @throws dev.muzon.protocol.failure.FailureException why there is no answer
     */
    public Document post(HttpLink link, Map<String, String> fields, String form, Duration limit) {
        return post(link, fields, new StringEntity(form, ContentType.APPLICATION_FORM_URLENCODED), limit);
    }

    /** Does the same as {@link #post(HttpLink, Map, String, Duration)} with JSON. */
    public Document postJson(HttpLink link, Map<String, String> fields, String json, Duration limit) {
        return post(link, fields, new StringEntity(json, ContentType.APPLICATION_JSON), limit);
    }

    private Document post(HttpLink link, Map<String, String> fields, StringEntity body, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        var request = new HttpUriRequestBase("POST", URI.create("/"));
        request.setEntity(body);
        return read(origins.ask(request, link, fields, new BasicCookieStore(), left(end)), end);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    private static Document read(OriginAnswer answer, long end) {
        var late = new AtomicBoolean();
        Runnable cut = () -> {
            late.set(true);
            answer.close();
        };
        var deadline = CompletableFuture.runAsync(
                cut, CompletableFuture.delayedExecutor(left(end).toNanos(), TimeUnit.NANOSECONDS));
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (late.get()) {
                throw new IOException("cut at its limit");
            }
            if (bytes.length > MOST_BYTES) {
                throw Failure.of(FailureCode.WEB_CHANGED, answer.from().host() + " sends more than " + MOST_BYTES)
                        .asException();
            }
            return new Document(
                    answer.from(),
                    answer.status(),
                    answer.field("Content-Type"),
                    new String(bytes, StandardCharsets.UTF_8),
                    seconds(answer.field("Retry-After")));
        } catch (IOException e) {
            throw (late.get()
                            ? Failure.of(
                                    FailureCode.SOURCE_TIMEOUT, answer.from().host() + " did not send all of it")
                            : OriginFailures.of(e, answer.from()))
                    .causedBy(e);
        } finally {
            deadline.cancel(false);
            answer.close();
        }
    }

    private static @Nullable Duration seconds(String field) {
        if (!field.strip().matches("\\d{1,9}")) {
            return null;
        }
        Duration wait = Duration.ofSeconds(Long.parseLong(field.strip()));
        return wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
    }

    @Override
    public void close() {
        origins.close();
    }
}
