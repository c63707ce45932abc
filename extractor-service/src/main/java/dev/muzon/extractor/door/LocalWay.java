package dev.muzon.extractor.door;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A way to sound that this service holds, or is fetching. */
final class LocalWay extends Way {
    private static final Logger log = LoggerFactory.getLogger(LocalWay.class);
    private static final int BUFFER = 16 * 1024;

    private final String location;
    private final SoundBytes sound;
    private final Set<InputStream> open = ConcurrentHashMap.newKeySet();

    /**
     * The place at which sound without ranges broke off or stands still. The child begins again then, and takes what comes for the
     * rest. From its first byte the song would begin again and again.
     */
    private final AtomicLong brokenOff = new AtomicLong();

    private volatile boolean closed;

    LocalWay(Surroundings door, SoundBytes sound) {
        super(door);
        this.sound = sound;
        this.location = address("0", sound.ending());
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    void serve(HttpExchange exchange, String name) throws IOException {
        AskedRange asked = AskedRange.of(exchange, sound.size());
        if (asked == null) {
            return;
        }
        long reached = asked.start() == 0 ? brokenOff.get() : 0;
        long length = asked.length() - reached;
        if (reached > 0) {
            exchange.sendResponseHeaders(200, length);
        } else {
            asked.answer(exchange, sound.size(), sound.isSeekable());
        }
        try (InputStream from = sound.from(asked.start() + reached)) {
            open.add(from);
            try {
                copy(from, length, exchange.getResponseBody());
            } finally {
                open.remove(from);
            }
        }
        exchange.close();
    }

    private void copy(InputStream from, long length, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = length; left > 0; ) {
            if (closed) {
                throw new IOException("the run is over");
            }
            int n = read(from, buffer, left);
            if (n < 0) {
                throw Failure.of(FailureCode.SOURCE_TRUNCATED, left + " bytes are missing")
                        .asException();
            }
            out.write(buffer, 0, n);
            out.flush();
            left -= n;
        }
    }

    /** Reads on. The child may lose patience before the server does, so its place is known while it waits. */
    private int read(InputStream from, byte[] buffer, long left) throws IOException {
        brokenOff.set(sound.isSeekable() ? 0 : sound.size() - left);
        int n = from.read(buffer, 0, (int) Math.min(buffer.length, left));
        brokenOff.set(0);
        return n;
    }

    @Override
    public void close() {
        closed = true;
        forget();
        for (InputStream stream : open) {
            try {
                stream.close();
            } catch (IOException e) {
                log.trace("Stream not closed cleanly: {}", e.toString());
            }
        }
    }
}
