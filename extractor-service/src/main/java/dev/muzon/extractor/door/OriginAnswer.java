package dev.muzon.extractor.door;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a server, of which the body is still to be read. Closing it ends the connection unless the body was read
 * to its end.
 */
final class OriginAnswer implements Closeable {
    private static final Set<String> PASSED_ON = Set.of("content-type", "content-range", "accept-ranges");

    private static final String TITLE_INTERVAL = "icy-metaint";

    private final HttpLink from;
    private final ClassicHttpResponse response;
    private final Runnable cancel;
    private boolean closed;
    private @Nullable OriginAnswer rest;

    /**
     * Wraps a response.
     *
     * @param from where the last redirect led
     * @param cancel breaks the request off, from any thread
     */
    OriginAnswer(HttpLink from, ClassicHttpResponse response, Runnable cancel) {
        this.from = from;
        this.response = response;
        this.cancel = cancel;
    }

    HttpLink from() {
        return from;
    }

    int status() {
        return response.getCode();
    }

    /** Returns where the server sends us instead, null when it answers itself. */
    @Nullable String redirect() {
        Header location = response.getFirstHeader("Location");
        boolean elsewhere = switch (status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
        return elsewhere && location != null ? location.getValue() : null;
    }

    InputStream body() throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    /** Returns the length of the body in bytes, -1 when the server does not say. */
    long length() {
        HttpEntity entity = response.getEntity();
        return entity == null ? 0 : entity.getContentLength();
    }

    /** Returns a header field, empty when it is not there. */
    String field(String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? "" : header.getValue();
    }

    /** Returns the server's time, null when it does not tell it. */
    @Nullable Instant date() {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(field("Date")));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns the bytes of sound between two titles that stand in it, 0 when there are none. */
    int titleInterval() {
        try {
            int interval = Integer.parseInt(field(TITLE_INTERVAL).strip());
            return Math.max(0, interval);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Returns the header fields that ffmpeg needs. The names of radio stations are among them. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            if (PASSED_ON.contains(name) || (name.startsWith("icy-") && !name.equals(TITLE_INTERVAL))) {
                fields.put(header.getName(), String.valueOf(header.getValue()));
            }
        }
        return fields;
    }

    /** Returns a name of this version of the file, blank when the server gives none. */
    String version() {
        String tag = field("ETag");
        return tag.isEmpty() ? field("Last-Modified") : tag;
    }

    /** Ends this connection in favour of another one, which is closed with this answer. */
    synchronized void goesOnIn(OriginAnswer other) {
        end();
        if (closed) {
            other.close();
        } else if (rest != null) {
            rest.goesOnIn(other);
        } else {
            rest = other;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        end();
        if (rest != null) {
            rest.close();
        }
    }

    private void end() {
        cancel.run();
        try {
            response.close();
        } catch (IOException e) {
            // The connection is gone, as it should be.
        }
    }
}
