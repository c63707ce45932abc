package dev.muzon.extractor.source.server;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of music servers. Its size and its time are bounded, and redirects are not followed. */
final class ServerApi {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    /** No song is longer. */
    private static final Duration LONGEST = Duration.ofDays(10);

    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final Duration limit;

    /**
     * Makes a client.
     *
     * @param limit for an answer, from the first byte sent to the last received
     */
    ServerApi(Duration limit) {
        this.limit = limit;
    }

    /**
     * Asks for a document.
     *
     * @throws FailureException transient, when there is no answer, or none that can be read
     */
    JsonNode get(MusicServerAddress server, HttpLink link, Map<String, String> fields) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(link.toString()))
                .header("Accept", "application/json")
                .header("User-Agent", "Muzon/0.1 (music bot)");
        fields.forEach(request::header);
        Future<HttpResponse<byte[]>> pending =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> response = pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw trouble(FailureCode.SOURCE_UNAVAILABLE, server, "answered HTTP " + response.statusCode())
                        .asException();
            }
            return JsonMapper.shared().readTree(response.body());
        } catch (ExecutionException e) {
            throw trouble(FailureCode.SOURCE_UNAVAILABLE, server, "did not answer: " + e.getCause())
                    .causedBy(e);
        } catch (TimeoutException e) {
            throw trouble(FailureCode.SOURCE_TIMEOUT, server, "did not answer within " + limit)
                    .causedBy(e);
        } catch (JacksonException e) {
            throw trouble(FailureCode.SOURCE_UNAVAILABLE, server, "answered what is not JSON")
                    .causedBy(e);
        } finally {
            pending.cancel(true);
        }
    }

    static Failure trouble(FailureCode code, MusicServerAddress server, String what) {
        return Failure.of(code, "music server " + server.name() + " " + what);
    }

    /** Reads a text that may be missing. */
    static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    /** Reads the first text that is there. */
    static @Nullable String text(JsonNode node, JsonNode otherwise) {
        String text = text(node);
        return text == null ? text(otherwise) : text;
    }

    /**
     * Reads a length.
     *
     * @param parts of a second that it is counted in
     * @return null when it is missing or cannot be
     */
    static @Nullable Duration duration(JsonNode node, double parts) {
        double seconds = node.asDouble(0) / parts;
        return seconds > 0 && seconds <= LONGEST.toSeconds() ? Duration.ofMillis(Math.round(seconds * 1000)) : null;
    }

    /** Escapes one value of a query. */
    static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
