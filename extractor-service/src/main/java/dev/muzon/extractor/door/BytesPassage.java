package dev.muzon.extractor.door;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.extractor.title.TitleWatch;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The passing of bytes from servers to a child, each from the place that the child asked for. Some servers give a whole
 * file instead of its rest. The child would take the beginning for the rest, and the song would begin again and again.
 */
final class BytesPassage {
    private static final int BUFFER = 16 * 1024;

    /** Bodies of unknown length, in the words of {@code HttpExchange.sendResponseHeaders}. */
    private static final long CHUNKED = 0;

    private static final long EMPTY = -1;

    private final IntConsumer counter;
    private final LongFunction<TitleWatch> titles;

    /**
     * Places at which servers without ranges broke off, by the number of the link. A child that begins again then wants
     * the rest: it takes what comes for that.
     */
    private final Map<String, Long> brokenOff = new ConcurrentHashMap<>();

    /**
     * Takes what goes along.
     *
     * @param counter of the bytes that came
     * @param titles the watch for titles in bytes of this length, which is negative when nobody knows it
     */
    BytesPassage(IntConsumer counter, LongFunction<TitleWatch> titles) {
        this.counter = counter;
        this.titles = titles;
    }

    /**
     * The part of a file that an answer is to be passed on as.
     *
     * @param whole the size of the file, negative when nobody knows it
     * @param isGivenWhole whether the server gives it from its first byte
     * @param asked the first byte that the child named
     * @param from the first byte that it gets
     */
    private record Part(long whole, boolean isGivenWhole, long asked, long from) {}

    /**
     * Answers a child.
     *
     * @param number of the link
     * @return why the answer did not begin, null when it is complete
     * @throws IOException when it began and cannot be completed
     */
    @Nullable Failure pass(HttpExchange exchange, Opened opened, String number) throws IOException {
        OriginAnswer answer = opened.answer();
        Part part = part(exchange, answer, number);
        InputStream body = new GuardedStream(opened.body(), counter);
        try {
            body.skipNBytes(part.from());
        } catch (IOException e) {
            return Failure.of(FailureCode.SOURCE_TRUNCATED, "nothing came from byte " + part.from() + " on");
        }
        begin(exchange, answer, part);
        copy(body, exchange.getResponseBody(), part, number);
        exchange.close();
        return null;
    }

    private Part part(HttpExchange exchange, OriginAnswer answer, String number) {
        long whole = answer.titleInterval() == 0 ? answer.length() : -1;
        boolean given = answer.status() == 200 && whole >= 0;
        long asked = given ? AskedRange.start(exchange) : 0;
        boolean ranged = answer.field("Accept-Ranges").contains("bytes"); // such a child names its place itself
        Long reached = given && asked == 0 && !ranged ? brokenOff.get(number) : null;
        return new Part(whole, given, asked, reached == null ? asked : reached);
    }

    private static void begin(HttpExchange exchange, OriginAnswer answer, Part part) throws IOException {
        long whole = part.whole();
        answer.fields().forEach(exchange.getResponseHeaders()::set);
        if (part.asked() > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + part.asked() + "-" + (whole - 1) + "/" + whole);
        }
        long length = whole - part.from();
        exchange.sendResponseHeaders(
                part.asked() > 0 ? 206 : answer.status(), whole < 0 ? CHUNKED : length == 0 ? EMPTY : length);
    }

    private void copy(InputStream body, OutputStream out, Part part, String number) throws IOException {
        TitleWatch watch = titles.apply(part.whole());
        byte[] buffer = new byte[BUFFER];
        long at = part.from();
        while (true) {
            if (part.isGivenWhole()) {
                brokenOff.put(number, at); // the child may lose patience while the server is silent
            }
            int n = body.read(buffer);
            if (n < 0) {
                break;
            }
            watch.passed(buffer, n);
            brokenOff.remove(number);
            out.write(buffer, 0, n);
            at += n;
            if (body.available() == 0) {
                out.flush();
            }
        }
        if (at == part.whole()) {
            brokenOff.remove(number);
        }
    }
}
