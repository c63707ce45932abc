package dev.muzon.gateway.bot.outbox;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** The uploads of songs, past the lanes of their chats but within the same limits. */
final class SongUploads {
    /** As long as the longest of Telegram's windows: a song is still wanted then. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final OutboxLanes lanes;
    private final InstantSource time;
    private final LaneWorker.Tools tools;
    private final BooleanSupplier ended;

    /**
     * Makes uploads.
     *
     * @param ended tells whether this process speaks no more
     */
    SongUploads(OutboxLanes lanes, InstantSource time, LaneWorker.Tools tools, BooleanSupplier ended) {
        this.lanes = lanes;
        this.time = time;
        this.tools = tools;
        this.ended = ended;
    }

    /**
     * Uploads when the limits of the chat allow it.
     *
     * @param sending sends the song and returns the id of its message
     */
    CompletableFuture<Integer> start(long chatId, IntSupplier sending) {
        var done = new CompletableFuture<Integer>();
        tryAt(chatId, sending, time.instant().plus(PATIENCE), done);
        return done;
    }

    private void tryAt(long chatId, IntSupplier sending, Instant end, CompletableFuture<Integer> done) {
        if (ended.getAsBoolean()) {
            done.cancel(false);
        }
        if (done.isDone()) {
            return;
        }
        OutboxLanes.Used<Duration> wait = lanes.use(chatId, ChatLane::takeAside);
        if (wait.answer().isZero()) {
            tools.threads().execute(() -> send(wait.worker().lane(), sending, done));
        } else if (time.instant().plus(wait.answer()).isAfter(end)) {
            done.completeExceptionally(Outbox.full(chatId));
        } else {
            tools.alarm().in(wait.answer(), () -> tryAt(chatId, sending, end, done));
        }
    }

    private static void send(ChatLane lane, IntSupplier sending, CompletableFuture<Integer> done) {
        try {
            done.complete(Outbox.told(sending.getAsInt()));
        } catch (Throwable e) { // also an Error: somebody waits
            if (e instanceof FailureException failed && failed.failure() instanceof Failure.FloodWait flood) {
                lane.block(Delivery.Kind.SEND, flood.retryAfter());
            }
            done.completeExceptionally(e);
        }
    }
}
