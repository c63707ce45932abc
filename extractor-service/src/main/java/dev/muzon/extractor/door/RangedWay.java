package dev.muzon.extractor.door;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A way to a file that is fetched in small closed ranges, one ahead of the reader. Some servers refuse or slow down
 * anything else. When a link expires, the next one goes on at the same byte and the reader notices nothing.
 */
public final class RangedWay extends Way {
    static final int CHUNK = 512 * 1024;

    private static final Logger log = LoggerFactory.getLogger(RangedWay.class);
    private static final Pattern GIVEN = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final int MOST_RENEWALS = 2;
    private static final int MOST_ATTEMPTS = 4;
    private static final int PIECE = 16 * 1024;

    /** The index of a container lies at its end, and its description in front. Both are read again after a seek. */
    private static final int KEPT_AT_THE_END = 2;

    private final String location;
    private final String ending;
    private final int port;
    private final OriginClient origins;
    private final DoorLimits limits;
    private final ExecutorService workers;
    private final Runnable forget;
    private final MediaLink.Renewal renewal;
    private final BasicCookieStore cookies = new BasicCookieStore();
    private final Map<Long, byte[]> kept = new ConcurrentHashMap<>();
    private final Set<OriginAnswer> open = ConcurrentHashMap.newKeySet();
    private volatile MediaLink link;
    private volatile long total = -1;
    private volatile boolean closed;
    private int renewals;

    /** The door's own parts that a way needs. */
    record Surroundings(
            String secret,
            int port,
            OriginClient origins,
            DoorLimits limits,
            ExecutorService workers,
            Runnable forget) {}

    RangedWay(Surroundings door, MediaLink link, MediaLink.Renewal renewal) {
        this.port = door.port();
        this.origins = door.origins();
        this.limits = door.limits();
        this.workers = door.workers();
        this.forget = door.forget();
        this.link = link;
        this.renewal = renewal;
        this.ending = link.link().ending();
        this.location = "http://" + Door.HOST + "/" + door.secret() + "/0" + (ending.isEmpty() ? "" : "." + ending);
    }

    /**
     * Fetches the beginning.
     *
     * @return whether the server gives ranges
     */
    boolean begin() throws InterruptedException {
        chunk(0);
        return total >= 0;
    }

    @Override
    public List<String> options() {
        return optionsOf(port, limits);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public boolean isPlaylist() {
        return false;
    }

    @Override
    void serve(HttpExchange exchange, String name) throws IOException {
        AskedRange asked = AskedRange.of(exchange, total);
        if (asked == null) {
            return;
        }
        asked.answer(exchange, total, true);
        try (var chunks = new Chunks(asked.start(), asked.last())) {
            chunks.copyTo(exchange.getResponseBody());
        }
        exchange.close();
    }

    @Override
    public SoundBytes bytes() {
        return new SoundBytes() {
            @Override
            public long size() {
                return total;
            }

            @Override
            public String version() {
                return "";
            }

            @Override
            public String ending() {
                return ending;
            }

            @Override
            public boolean isSeekable() {
                return true;
            }

            @Override
            public InputStream from(long offset) {
                return new Chunks(offset, total - 1);
            }
        };
    }

    /** The file from one byte to another, fetched one chunk ahead. */
    private final class Chunks extends InputStream {
        private final long last;
        private long at;
        private @Nullable Future<byte[]> next;
        private byte[] chunk = new byte[0];
        private long chunkEnd;
        private volatile boolean over;

        private Chunks(long start, long last) {
            this.at = start;
            this.last = last;
            this.chunkEnd = start;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (at > last || over) {
                return -1;
            }
            if (at == chunkEnd) {
                turn();
            }
            int n = (int) Math.min(length, Math.min(chunkEnd, last + 1) - at);
            System.arraycopy(chunk, (int) (at % CHUNK), into, offset, n);
            at += n;
            return n;
        }

        private void copyTo(OutputStream out) throws IOException {
            while (at <= last) {
                turn();
                int n = (int) (Math.min(chunkEnd, last + 1) - at);
                out.write(chunk, (int) (at % CHUNK), n);
                out.flush();
                at += n;
            }
        }

        private void turn() throws IOException {
            long number = at / CHUNK;
            Future<byte[]> wanted = next == null ? ahead(number) : next;
            next = wanted;
            try {
                chunk = wanted.get();
                chunkEnd = number * CHUNK + chunk.length;
                next = chunkEnd <= last ? ahead(number + 1) : null;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IOException(e.getCause());
            } catch (CancellationException e) {
                throw new IOException("the stream is closed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void close() {
            over = true;
            Future<byte[]> ahead = next;
            if (ahead != null) {
                ahead.cancel(true);
            }
        }
    }

    private Future<byte[]> ahead(long number) {
        return workers.submit(() -> chunk(number));
    }

    private byte[] chunk(long number) throws InterruptedException {
        byte[] known = kept.get(number);
        if (known != null) {
            return known;
        }
        byte[] chunk = fetched(number);
        long chunks = (total + CHUNK - 1) / CHUNK;
        if (number == 0 || number >= chunks - KEPT_AT_THE_END) {
            kept.put(number, chunk);
        }
        return chunk;
    }

    private byte[] fetched(long number) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            MediaLink used = link;
            try {
                return ask(used, number);
            } catch (FailureException e) {
                if (closed || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                switch (e.failure().code()) {
                    case SOURCE_FORBIDDEN, SOURCE_NOT_FOUND -> renew(used, e);
                    case SOURCE_UNAVAILABLE, SOURCE_TIMEOUT, SOURCE_TRUNCATED ->
                        log.debug("Range {} is asked for again: {}", number, e.getMessage());
                    default -> throw e;
                }
            }
        }
    }

    private byte[] ask(MediaLink used, long number) {
        long start = number * CHUNK;
        long last = total < 0 ? start + CHUNK - 1 : Math.min(start + CHUNK, total) - 1;
        Map<String, String> fields = new LinkedHashMap<>(used.fields());
        fields.put("Range", "bytes=" + start + "-" + last);
        OriginAnswer answer = origins.fetch(used.link(), fields, cookies, limits.untilAnswer());
        open.add(answer);
        try (answer) {
            String given = answer.fields().entrySet().stream()
                    .filter(field -> field.getKey().equalsIgnoreCase("Content-Range"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
            Matcher range = GIVEN.matcher(given);
            if (answer.status() != 206 || !range.matches()) {
                if (total < 0) {
                    return new byte[0];
                }
                throw Failure.of(FailureCode.SOURCE_TRUNCATED, "a range was asked for and not given")
                        .asException();
            }
            accept(Long.parseLong(range.group(3)));
            int length = (int) (Math.min(start + CHUNK, total) - start);
            if (Long.parseLong(range.group(1)) != start || closed) {
                throw Failure.of(FailureCode.SOURCE_TRUNCATED, "another range than " + start + " was given")
                        .asException();
            }
            return read(answer.body(), length);
        } catch (IOException e) {
            throw OriginFailures.of(e, used.link()).causedBy(e);
        } finally {
            open.remove(answer);
        }
    }

    private synchronized void accept(long size) {
        if (size > limits.maxBytes()) {
            var most = FailureArgument.bytes(limits.maxBytes());
            throw Failure.of(FailureCode.TRACK_TOO_LARGE, size + " bytes", Map.of("limit", most))
                    .asException();
        }
        if (total >= 0 && size != total) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "the file had " + total + " bytes and now has " + size)
                    .asException();
        }
        total = size;
    }

    private static byte[] read(InputStream body, int length) throws IOException {
        byte[] chunk = new byte[length];
        var drip = new DripGuard();
        int at = 0;
        while (at < length) {
            long begin = System.nanoTime();
            int n = body.read(chunk, at, Math.min(PIECE, length - at));
            if (n < 0) {
                throw Failure.of(FailureCode.SOURCE_TRUNCATED, "a range ended after " + at + " of " + length)
                        .asException();
            }
            drip.read(System.nanoTime() - begin, n);
            at += n;
        }
        return chunk;
    }

    /** Replaces a link that is refused, unless another thread has done so. */
    private synchronized void renew(MediaLink refused, FailureException cause) throws InterruptedException {
        if (!refused.equals(link)) {
            return;
        }
        if (renewals == MOST_RENEWALS) {
            throw cause;
        }
        renewals++;
        link = renewal.renew();
        log.info("Link to sound renewed: {}", cause.failure().detail());
    }

    @Override
    public void close() {
        closed = true;
        forget.run();
        open.forEach(OriginAnswer::close);
    }
}
