package dev.muzon.extractor.door;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A way of one run through the {@link Door}. Closing it cuts every connection through it. */
public abstract sealed class Way implements AutoCloseable permits Doorway, LocalWay, RangedWay {
    private static final Logger log = LoggerFactory.getLogger(Way.class);

    private final Surroundings door;
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private final AtomicBoolean failed = new AtomicBoolean();

    /**
     * The door's own parts that a way needs.
     *
     * @param secret the way's part of each address
     * @param forget takes the way out of the door
     */
    record Surroundings(
            String secret,
            int port,
            OriginClient origins,
            DoorLimits limits,
            ExecutorService workers,
            Runnable forget) {}

    Way(Surroundings door) {
        this.door = door;
    }

    /** Returns the options with which ffmpeg can read nothing but this. They go before {@code -i}. */
    public final List<String> options() {
        return List.of(
                "-http_proxy",
                "http://127.0.0.1:" + door.port,
                "-protocol_whitelist",
                "http,tcp,crypto",
                "-rw_timeout",
                String.valueOf(door.limits.untilAnswer().toNanos() / 1000));
    }

    /** Returns the door's port, the only one that the child has to reach. */
    public final int port() {
        return door.port;
    }

    /** Returns what goes after {@code -i}. */
    public abstract String location();

    /** Returns whether the link led to an HLS playlist. */
    public boolean isPlaylist() {
        return false;
    }

    /** Returns why a request was refused or cut, null when none was. */
    public final @Nullable Failure failure() {
        return failure.get();
    }

    /** Returns how many bytes have come from a server, 0 where none is read as the child asks. */
    public long received() {
        return 0;
    }

    /** Ends everything on this way for a reason. */
    public final void giveUp(Failure reason) {
        blamed(reason);
        close();
    }

    /** Keeps the first failure: it explains the later ones. */
    final Failure blamed(Failure trouble) {
        failure.compareAndSet(null, trouble);
        return trouble;
    }

    /** Returns the title of the song on air, empty when it has none, null when the way has brought none. */
    public @Nullable String songTitle() {
        return null;
    }

    /** Returns the bytes that it leads to, null when they have no known end or must not be kept. */
    public @Nullable SoundBytes bytes() {
        return null;
    }

    @Override
    public abstract void close();

    /**
     * Answers a request of the child.
     *
     * @param name the last part of the address
     * @throws IOException when the answer cannot be completed: the connection has to break
     */
    abstract void serve(HttpExchange exchange, String name) throws IOException;

    /**
     * Explains why a connection has to break. What breaks because the child has gone explains nothing. A child asks again
     * and again, so that only the first failure of our own is logged.
     */
    final IOException broken(Throwable cause) {
        switch (cause) {
            case FailureException e -> blamed(e.failure());
            case IOException e -> log.trace("Connection of a child broke off: {}", e.toString());
            default -> {
                blamed(Failure.of(FailureCode.INTERNAL, "the door failed: " + cause));
                if (!failed.getAndSet(true)) {
                    log.error("Door failed", cause);
                }
            }
        }
        return new IOException("the answer breaks off", cause);
    }

    /** Returns the address of a name of this way. */
    final String address(String name, String ending) {
        return "http://" + Door.HOST + "/" + door.secret + "/" + name + (ending.isEmpty() ? "" : "." + ending);
    }

    /** Takes this way out of the door. */
    final void forget() {
        door.forget.run();
    }
}
