package dev.muzon.extractor.door;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A way to sound that this service holds, or is fetching. */
final class LocalWay extends Way {
    private static final Logger log = LoggerFactory.getLogger(LocalWay.class);
    private static final int BUFFER = 16 * 1024;

    private final String location;
    private final int port;
    private final DoorLimits limits;
    private final Runnable forget;
    private final SoundBytes sound;
    private final Set<InputStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    LocalWay(String secret, int port, DoorLimits limits, Runnable forget, SoundBytes sound) {
        this.port = port;
        this.limits = limits;
        this.forget = forget;
        this.sound = sound;
        this.location =
                "http://" + Door.HOST + "/" + secret + "/0" + (sound.ending().isEmpty() ? "" : "." + sound.ending());
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
        AskedRange asked = AskedRange.of(exchange, sound.size());
        if (asked == null) {
            return;
        }
        asked.answer(exchange, sound.size(), sound.isSeekable());
        try (InputStream from = sound.from(asked.start())) {
            open.add(from);
            try {
                copy(from, asked.length(), exchange.getResponseBody());
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
            int n = from.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw Failure.of(FailureCode.SOURCE_TRUNCATED, left + " bytes are missing")
                        .asException();
            }
            out.write(buffer, 0, n);
            out.flush();
            left -= n;
        }
    }

    @Override
    public void close() {
        closed = true;
        forget.run();
        for (InputStream stream : open) {
            try {
                stream.close();
            } catch (IOException e) {
                log.trace("Stream not closed cleanly: {}", e.toString());
            }
        }
    }
}
