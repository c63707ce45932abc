package dev.muzon.extractor.door;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A way to a file that is fetched in small closed ranges, one ahead of the reader. Some servers refuse or slow down
 * anything else. When a link expires, the next one goes on at the same byte and the reader notices nothing.
 */
public final class RangedWay extends Way {
    static final int CHUNK = ChunkStream.CHUNK;

    private static final Logger log = LoggerFactory.getLogger(RangedWay.class);
    private static final Pattern GIVEN = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final int MOST_RENEWALS = 2;
    private static final int MOST_ATTEMPTS = 4;

    /** The index of a container lies at its end, and its description in front. Both are read again after a seek. */
    private static final int KEPT_AT_THE_END = 2;

    private final String location;
    private final String ending;
    private final OriginClient origins;
    private final DoorLimits limits;
    private final ExecutorService workers;
    private final MediaLink.Renewal renewal;
    private final Map<Long, byte[]> kept = new ConcurrentHashMap<>();
    private final Set<OriginAnswer> open = ConcurrentHashMap.newKeySet();
    private volatile MediaLink link;
    private volatile BasicCookieStore cookies;
    private volatile long total = -1;
    private volatile boolean closed;
    private int renewals;

    RangedWay(Surroundings door, MediaLink link, MediaLink.Renewal renewal) {
        super(door);
        this.origins = door.origins();
        this.limits = door.limits();
        this.workers = door.workers();
        this.link = link;
        this.cookies = link.jar();
        this.renewal = renewal;
        this.ending = link.link().ending();
        this.location = address("0", ending);
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
    public String location() {
        return location;
    }

    @Override
    void serve(HttpExchange exchange, String name) throws IOException {
        AskedRange asked = AskedRange.of(exchange, total);
        if (asked == null) {
            return;
        }
        asked.answer(exchange, total, true);
        try (var chunks = new ChunkStream(asked.start(), asked.last(), this::ahead)) {
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
                return new ChunkStream(offset, total - 1, RangedWay.this::ahead);
            }
        };
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
                    case SOURCE_FORBIDDEN, SOURCE_NOT_FOUND, SOURCE_REFUSED -> renew(used, e);
                    case SOURCE_UNAVAILABLE, SOURCE_TIMEOUT, SOURCE_TRUNCATED, PROXY_UNAVAILABLE ->
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
        int n = new GuardedStream(body, _ -> {}).readNBytes(chunk, 0, length);
        if (n < length) {
            throw Failure.of(FailureCode.SOURCE_TRUNCATED, "a range ended after " + n + " of " + length)
                    .asException();
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
        MediaLink renewed = renewal.renew();
        cookies = renewed.jar();
        link = renewed;
        log.info("Link to sound renewed: {}", cause.failure().detail());
    }

    @Override
    public void close() {
        closed = true;
        forget();
        open.forEach(OriginAnswer::close);
    }
}
