package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.account.ConnectionState;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The watch for Telegram while an account cannot reach it. TDLib's attempts come ever more seldom, up to half a minute
 * apart. It tries at once where it is told of another network. That breaks off an attempt under way, so it is told only
 * when Telegram answers after it did not.
 */
final class Reconnection {
    private static final Duration SOONEST = Duration.ofMillis(500);
    private static final Duration LATEST = Duration.ofSeconds(15);

    /** The pause between looks is this part of the outage so far. The music waits for half of it on average. */
    private static final int PART = 40;

    private final TdClient client;
    private final TdlibSettings settings;
    private final LongSupplier nanos;
    private final BiConsumer<Duration, Runnable> timer;
    private volatile @Nullable Outage current;

    /** A time without Telegram. */
    private static final class Outage {
        private final long began;
        private boolean unanswered;

        private Outage(long began) {
            this.began = began;
        }
    }

    /**
     * Makes a watch that sleeps until the connection is lost.
     *
     * @param nanos a clock as {@link System#nanoTime}
     * @param timer runs a task once after a delay
     */
    Reconnection(TdClient client, TdlibSettings settings, LongSupplier nanos, BiConsumer<Duration, Runnable> timer) {
        this.client = client;
        this.settings = settings;
        this.nanos = nanos;
        this.timer = timer;
    }

    /** Notes a new state. Called by one thread. */
    void changed(ConnectionState state) {
        if (state.stands()) {
            current = null;
        } else if (current == null) {
            Outage outage = new Outage(nanos.getAsLong());
            current = outage;
            lookLater(outage);
        }
    }

    private void lookLater(Outage outage) {
        Duration part = Duration.ofNanos((nanos.getAsLong() - outage.began) / PART);
        Duration pause = part.compareTo(SOONEST) < 0 ? SOONEST : part.compareTo(LATEST) > 0 ? LATEST : part;
        timer.accept(pause, () -> look(outage));
    }

    private void look(Outage outage) {
        if (outage == current) {
            client.send(settings.ping(), (_, failure) -> answered(outage, failure));
        }
    }

    private void answered(Outage outage, @Nullable Throwable failure) {
        if (outage != current || (failure instanceof TdError error && error.isClosed())) {
            return;
        }
        if (failure == null && outage.unanswered) {
            var _ = client.send(TdRequest.of("setNetworkType").with("type", TdRequest.of("networkTypeOther")));
        }
        outage.unanswered = failure != null;
        lookLater(outage);
    }
}
