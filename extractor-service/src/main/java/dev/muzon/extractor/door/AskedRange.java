package dev.muzon.extractor.door;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a child asks for.
 *
 * @param last the offset of its last byte
 * @param partial whether it named a range, which the answer then repeats
 */
record AskedRange(long start, long last, boolean partial) {
    private static final Pattern WANTED = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");
    private static final long EMPTY = -1;

    /** Returns the offset from which a child asks on. */
    static long start(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher wanted = WANTED.matcher(range == null ? "" : range);
        return wanted.matches() ? Long.parseLong(wanted.group(1)) : 0;
    }

    /** Reads the request, and refuses it when it asks for what lies behind the end. Null when it was refused. */
    static @Nullable AskedRange of(HttpExchange exchange, long total) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher wanted = WANTED.matcher(range == null ? "bytes=0-" : range);
        boolean matches = wanted.matches();
        long start = matches ? Long.parseLong(wanted.group(1)) : 0;
        if (start >= total) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + total);
            exchange.sendResponseHeaders(416, EMPTY);
            exchange.close();
            return null;
        }
        long last = matches && !wanted.group(2).isEmpty()
                ? Math.min(Long.parseLong(wanted.group(2)), total - 1)
                : total - 1;
        return new AskedRange(start, last, range != null);
    }

    /**
     * Sends the head of the answer.
     *
     * @param seekable whether the child may ask for other parts later
     */
    void answer(HttpExchange exchange, long total, boolean seekable) throws IOException {
        boolean named = partial && (seekable || start > 0);
        if (seekable) {
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        }
        if (named) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-" + last + "/" + total);
        }
        exchange.sendResponseHeaders(named ? 206 : 200, Math.max(1, length()));
    }

    long length() {
        return last - start + 1;
    }
}
