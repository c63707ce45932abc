package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.SongMessage;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.drain.Drainable;
import dev.muzon.runtime.trace.WorkContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The way to say something in a chat. Each chat has a lane with its own limits, so a flood wait or an outage holds up
 * only the chat it concerns, and a message to an idle chat leaves at once.
 *
 * <p>Futures complete once Telegram has answered: with the id of the message, or exceptionally with a
 * {@link FailureException} that waiting cannot help. A message that was left out completes with {@link #DROPPED}. A
 * caller that has to survive a crash waits for the future before it confirms the job or update behind the message.
 *
 * <p>On shutdown the lanes have until the deadline. Whatever is unsent then is cancelled, so that its job or update is
 * done again by the next process.
 */
@Component
public class Outbox implements Drainable, DisposableBean {
    /**
     * Stands for the id of a message that was left out on purpose, or whose id Telegram did not say. Nobody can refer to
     * either. Telegram's ids are positive.
     */
    public static final int DROPPED = 0;

    /** Time for calls that Telegram has not answered at the deadline. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private final OutboxLanes lanes;
    private final SongUploads uploads;
    private final ExecutorService threads;
    private final InstantSource time;
    private final LaneWorker.Tools tools;
    private volatile boolean silent;
    private volatile LongConsumer removed = _ -> {};

    @Autowired
    Outbox(BotApi api, OutboxProperties settings, MonotonicClock time, FailureLog failures, MeterRegistry meters) {
        this(api, settings, time, Outbox::later, Executors.newVirtualThreadPerTaskExecutor(), failures, meters);
    }

    Outbox(
            BotApi api,
            OutboxProperties settings,
            InstantSource time,
            Alarm alarm,
            ExecutorService threads,
            FailureLog failures,
            MeterRegistry meters) {
        this.time = time;
        this.threads = threads;
        var metrics = new OutboxMetrics(meters, time);
        this.tools = new LaneWorker.Tools(
                api, alarm, threads, failures, metrics, () -> silent, chat -> removed.accept(chat));
        this.lanes = new OutboxLanes(settings, time, tools);
        this.uploads = new SongUploads(lanes, time, tools, () -> silent || lanes.closed());
        metrics.watch(lanes::depth);
    }

    private static void later(Duration delay, Runnable action) {
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(action);
    }

    /** Has somebody told of each chat in which Telegram refuses a message because the bot is not there any more. */
    public void whenRemoved(LongConsumer listener) {
        removed = listener;
    }

    /** Sends a new message. */
    public CompletableFuture<Integer> send(Destination to, Draft draft, Terms terms) {
        return add(to.chatId(), new SendDelivery(to, draft, terms, time.instant()));
    }

    /** Sends a new message. */
    public CompletableFuture<Integer> send(Destination to, Content content, Terms terms) {
        return send(to, Draft.of(content), terms);
    }

    /** Sends an answer, or a message that answers nothing. */
    public CompletableFuture<Integer> send(long chatId, Content content, @Nullable Integer replyTo) {
        return send(Destination.of(chatId), content, replyTo == null ? Terms.state() : Terms.reply(replyTo));
    }

    /** Changes a message. While it waits, a newer change of the same message takes its place. */
    public CompletableFuture<Integer> edit(long chatId, int messageId, Draft draft, Terms terms) {
        return add(chatId, new EditDelivery(messageId, draft, terms, time.instant()));
    }

    /** Changes a message, however late. */
    public CompletableFuture<Integer> edit(long chatId, int messageId, Content content) {
        return edit(chatId, messageId, Draft.of(content), Terms.state());
    }

    public CompletableFuture<Integer> delete(long chatId, int messageId) {
        return add(chatId, new DeleteDelivery(messageId, time.instant()));
    }

    /** Returns whether something waits there or half of a group's limit per minute is used. */
    public boolean busy(long chatId) {
        return lanes.busy(chatId);
    }

    /**
     * Answers a button, past all lanes: the presser's app shows a clock until then. Telegram forgets a press after
     * seconds, so a failure is only noted.
     *
     * @param text plain, null for nothing
     */
    public CompletableFuture<Void> answer(String callbackId, @Nullable String text, boolean alert) {
        return CompletableFuture.runAsync(
                WorkContext.carried(() -> {
                    try {
                        tools.api().answerButton(callbackId, text, alert);
                    } catch (FailureException e) {
                        tools.failures().report("button answer", e);
                    }
                }),
                threads);
    }

    /**
     * Sends a song with its file, past the chat's lane. An upload may take a minute, and nobody's answer waits for it.
     * It waits for room within the chat's limits, a minute at most, and is tried once.
     */
    public CompletableFuture<Integer> upload(Destination to, SongMessage song, @Nullable Integer replyTo) {
        return uploads.start(to.chatId(), () -> tools.api().send(to, song, replyTo));
    }

    /** Returns the id of a message that was sent as those who wait hear it. */
    static int told(int messageId) {
        return messageId == BotApi.UNKNOWN_MESSAGE ? DROPPED : messageId;
    }

    /**
     * Waits for Telegram's answer. An interrupt withdraws what has not left yet.
     *
     * @return the id of the message, or {@link #DROPPED}
     * @throws FailureException when Telegram refused for good
     */
    public static int await(CompletableFuture<Integer> sent) throws InterruptedException {
        try {
            return sent.get();
        } catch (InterruptedException e) {
            sent.cancel(false);
            throw e;
        } catch (CancellationException e) {
            throw Failure.of(FailureCode.DRAINING, "the outbox closed").causedBy(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FailureException failed) {
                throw failed;
            }
            // A future that follows the delivery tells so of its cancellation.
            if (e.getCause() instanceof CancellationException closed) {
                throw Failure.of(FailureCode.DRAINING, "the outbox closed").causedBy(closed);
            }
            throw new IllegalStateException("A delivery went wrong", e.getCause());
        }
    }

    /** Returns whether a message was not changed because it is not there any more. */
    public static boolean isGone(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return cause instanceof FailureException refused && refused.failure().code() == FailureCode.MESSAGE_GONE;
    }

    private CompletableFuture<Integer> add(long chatId, Delivery delivery) {
        if (silent) {
            delivery.done().cancel(false);
            return delivery.done();
        }
        OutboxLanes.Used<ChatLane.Ticket> used = lanes.use(chatId, lane -> lane.add(delivery));
        switch (used.answer().admission()) {
            case WAITS -> used.worker().wake();
            case DROPPED -> {
                tools.metrics().dropped(delivery.priority());
                delivery.done().complete(DROPPED);
            }
            case ANSWERED -> {
                // Its future is complete.
            }
            case FULL -> delivery.done().completeExceptionally(full(chatId));
            case CLOSED -> delivery.done().cancel(false);
        }
        return used.answer().done();
    }

    static FailureException full(long chatId) {
        return Failure.of(FailureCode.OUTBOX_FULL, "too many messages wait in chat " + chatId)
                .asException();
    }

    /** Drops the lanes of chats that went quiet. */
    @Scheduled(fixedDelay = 60_000)
    void forgetQuietChats() {
        lanes.forgetQuiet();
    }

    /** Returns the number of chats that are remembered. */
    int lanes() {
        return lanes.size();
    }

    /**
     * Falls silent for another replica. What waits is cancelled, so that its job or update is done again there. What is
     * on its way is waited for. What comes later is cancelled at once.
     *
     * @return how long ago each chat was told something, oldest first. Telegram counts that against the next replica
     */
    public Map<Long, List<Duration>> handOver() throws InterruptedException {
        silent = true;
        lanes.withdraw();
        lanes.idleWithin(LAST_ANSWERS);
        return lanes.spent();
    }

    /**
     * Speaks from now on.
     *
     * @param spent what another replica said before, as {@link #handOver} returned it
     */
    public void takeOver(Map<Long, List<Duration>> spent) {
        lanes.inherit(spent);
        silent = false;
    }

    @Override
    public String name() {
        return "messages";
    }

    /** Lets the lanes run empty. At the deadline what waits is cancelled and what is on its way is waited for. */
    @Override
    public boolean drain(Duration deadline) throws InterruptedException {
        boolean finished = lanes.idleWithin(deadline);
        lanes.close();
        lanes.idleWithin(LAST_ANSWERS);
        return finished;
    }

    @Override
    public void destroy() {
        lanes.close();
        threads.shutdownNow();
    }
}
