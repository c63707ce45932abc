package dev.muzon.gateway.outbox;

import dev.muzon.gateway.rate.SlidingWindow;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The way to say something in a chat. Each chat has its order and its limits; a flood wait or an outage holds up
 * nothing but the chat it concerns, and an idle chat's message leaves at once.
 *
 * <p>Futures complete once Telegram has answered: with the id of the message, or exceptionally with a
 * {@link FailureException} that waiting cannot mend. Whoever has to survive a crash waits for the future before
 * confirming the job or the update that the message answers.
 */
@Component
public class Outbox implements DisposableBean {
    private final ConcurrentHashMap<Long, ChatLane> lanes = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ChatLane.Shared shared;

    @Autowired
    Outbox(BotApi api, OutboxProperties limits, Clock clock, FailureLog failures, MeterRegistry meters) {
        this(new ChatLane.Shared(api, limits, new SlidingWindow(limits.overall()), clock, Outbox::sleep, failures));
        Gauge.builder("muzon.outbox.waiting", this, Outbox::depth)
                .description("Messages, edits and deletions that wait for their turn")
                .register(meters);
    }

    Outbox(ChatLane.Shared shared) {
        this.shared = shared;
    }

    public CompletableFuture<Integer> send(long chatId, Content content, @Nullable Integer replyTo) {
        return add(chatId, new Delivery.Send(content, replyTo));
    }

    /** While it waits, a newer edit of the same message takes its place. */
    public CompletableFuture<Integer> edit(long chatId, int messageId, Content content) {
        return add(chatId, new Delivery.Edit(messageId, content));
    }

    public CompletableFuture<Integer> delete(long chatId, int messageId) {
        return add(chatId, new Delivery.Delete(messageId));
    }

    /** Whether something waits there or half of what a group bears in a minute is used: no time for decoration. */
    public boolean busy(long chatId) {
        ChatLane lane = lanes.get(chatId);
        return lane != null && lane.busy(shared.clock().instant());
    }

    /**
     * Answers a button, past all queues: the presser's app shows a clock until then. Telegram forgets a press after
     * seconds, so a failure is only noted.
     *
     * @param text plain, null for nothing
     */
    public CompletableFuture<Void> answer(String callbackId, @Nullable String text, boolean alert) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        shared.api().answerButton(callbackId, text, alert);
                    } catch (FailureException e) {
                        shared.failures().report("button answer", e);
                    }
                },
                workers);
    }

    /**
     * Waits for Telegram's answer. An interrupt withdraws what has not left yet.
     *
     * @throws FailureException when Telegram refused for good
     */
    public static int await(CompletableFuture<Integer> sent) throws InterruptedException {
        try {
            return sent.get();
        } catch (InterruptedException e) {
            sent.cancel(false);
            throw e;
        } catch (CancellationException e) {
            throw Failure.passing(FailureCode.DRAINING, "the outbox closed").causedBy(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FailureException failed) {
                throw failed;
            }
            throw new IllegalStateException("A delivery went wrong", e.getCause());
        }
    }

    private CompletableFuture<Integer> add(long chatId, Delivery delivery) {
        var ticket = new ChatLane.Ticket[1];
        ChatLane lane = lanes.compute(chatId, (id, known) -> {
            ChatLane it = known == null ? new ChatLane(id, shared) : known;
            ticket[0] = it.add(delivery);
            return it;
        });
        switch (ticket[0].admission()) {
            case WAKE -> workers.execute(lane::work);
            case FULL -> delivery.done().completeExceptionally(full(chatId));
            case IN_LINE -> {
                // Whoever works on the lane comes to it.
            }
        }
        return ticket[0].done();
    }

    private static FailureException full(long chatId) {
        return new Failure.PerInstance(FailureCode.FLOOD_WAIT, "too many messages wait", "chat:" + chatId)
                .asException();
    }

    /** Drops the lanes of chats that went quiet. */
    @Scheduled(fixedDelay = 60_000)
    void forgetQuietChats() {
        Instant now = shared.clock().instant();
        lanes.keySet()
                .forEach(chatId -> lanes.computeIfPresent(chatId, (id, lane) -> lane.forgettable(now) ? null : lane));
    }

    /** How many chats are remembered. */
    int lanes() {
        return lanes.size();
    }

    private double depth() {
        return lanes.values().stream().mapToInt(ChatLane::depth).sum();
    }

    private static void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
