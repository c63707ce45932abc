package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.ChatMoved;
import dev.muzon.gateway.telegram.TopicClosed;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/** The delivery of what a lane decides. Waiting costs no thread: an alarm wakes the lane. */
final class LaneWorker {
    /** Until a lane that an error stopped is looked at again. */
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    private final long chatId;
    private final ChatLane lane;
    private final Tools tools;
    private final BackoffSequence backoff = Backoff.STANDARD.start(RandomGenerator.getDefault());
    /** The supergroup that the group became, empty as long as it is a group. */
    private volatile OptionalLong supergroup = OptionalLong.empty();

    /** The tools that the workers of all lanes share. */
    record Tools(
            BotApi api,
            Alarm alarm,
            Executor threads,
            FailureLog failures,
            OutboxMetrics metrics,
            BooleanSupplier silent,
            LongConsumer removed) {}

    LaneWorker(long chatId, ChatLane lane, Tools tools) {
        this.chatId = chatId;
        this.lane = lane;
        this.tools = tools;
    }

    ChatLane lane() {
        return lane;
    }

    /** Schedules a look at the lane. */
    void wake() {
        tools.threads().execute(this::work);
    }

    private void rang() {
        lane.rang();
        wake();
    }

    private void work() {
        try (var _ = LogContext.ofChat(chatId)) {
            boolean more = true;
            while (more) {
                ChatLane.Step step = lane.next();
                completeDropped();
                more = switch (step) {
                    case ChatLane.Step.Perform(var delivery) -> {
                        deliver(delivery);
                        yield true;
                    }
                    case ChatLane.Step.Wake(var delay) -> {
                        tools.alarm().in(delay, this::rang);
                        yield false;
                    }
                    case ChatLane.Step.Rest() -> false;
                };
            }
        } catch (Throwable e) { // also an Error: what waits in this chat has to leave some time
            tools.alarm().in(AFTER_ERROR, this::wake);
            tools.failures().report("outbox lane", e);
        }
    }

    private void completeDropped() {
        lane.takeDropped().forEach(delivery -> {
            tools.metrics().dropped(delivery.priority());
            delivery.done().complete(Outbox.DROPPED);
        });
    }

    /**
     * Sends a delivery. Its waiters are told before it leaves the lane, because a drain waits for what they do about
     * it.
     */
    private void deliver(Delivery delivery) {
        try {
            attempt(delivery);
        } catch (Throwable e) { // also an Error: the chat stays mute while a delivery is under way
            delivery.done().completeExceptionally(e);
            lane.settled(delivery);
        }
    }

    private void attempt(Delivery delivery) {
        int messageId;
        try {
            messageId = supergroup.isPresent()
                    ? delivery.performInSupergroup(tools.api(), supergroup.getAsLong())
                    : delivery.perform(tools.api(), chatId);
        } catch (FailureException e) {
            refused(delivery, e);
            return;
        }
        try {
            lane.landed(delivery, messageId);
            backoff.succeeded();
            tools.metrics().delivered(delivery);
        } finally {
            delivery.done().complete(Outbox.told(messageId));
        }
        lane.settled(delivery);
    }

    private void refused(Delivery delivery, FailureException e) {
        boolean passes = e.failure() instanceof Failure.Transient || e.failure() instanceof Failure.FloodWait;
        // Another replica speaks meanwhile, and does it again.
        if (e.failure().code() == FailureCode.DRAINING
                || (passes && tools.silent().getAsBoolean())) {
            delivery.done().cancel(false);
            lane.settled(delivery);
            return;
        }
        OptionalLong destination = ChatMoved.destination(e);
        if (destination.isPresent()) {
            supergroup = destination;
            lane.again(delivery);
            return;
        }
        if (TopicClosed.caused(e) && delivery.settleForLess()) {
            lane.again(delivery);
            return;
        }
        switch (e.failure()) {
            case Failure.FloodWait flood -> {
                tools.failures().report("message to chat " + chatId, e);
                lane.block(delivery.kind(), flood.retryAfter());
                lane.again(delivery);
            }
            case Failure.Transient passing -> {
                tools.failures().report("message to chat " + chatId, e);
                blockAll(backoff.failed(passing));
                lane.again(delivery);
            }
            case Failure.UserError _, Failure.PerInstance _, Failure.Critical _ -> {
                if (e.failure().code() == FailureCode.BOT_REMOVED) {
                    tools.removed().accept(chatId);
                }
                delivery.done().completeExceptionally(e);
                lane.settled(delivery);
            }
        }
    }

    private void blockAll(Duration wait) {
        for (Delivery.Kind kind : Delivery.Kind.values()) {
            lane.block(kind, wait);
        }
    }
}
