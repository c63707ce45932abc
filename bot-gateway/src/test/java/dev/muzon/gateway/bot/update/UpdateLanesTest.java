package dev.muzon.gateway.bot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobConsumer;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

class UpdateLanesTest {
    private final List<Integer> handled = new CopyOnWriteArrayList<>();
    private final List<String> chats = new CopyOnWriteArrayList<>();
    private final Map<Integer, Throwable> failures = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<?>> held = new ConcurrentHashMap<>();
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> reported = new CopyOnWriteArrayList<>();
    private final FailureLog log = new FailureLog(
            FailureClassifier.of(List.of()),
            List.of(failure -> reported.add(failure.code().value() + " in " + MDC.get(LogContext.CHAT))));
    private final UpdateLanes lanes = new UpdateLanes(
            new UpdateDispatcher(List.of(new Handler()), new SimpleMeterRegistry(), Traces.OFF, log), nanos::get, log);

    private final class Handler implements UpdateHandler<Incoming.JoinRequest> {
        @Override
        public Class<Incoming.JoinRequest> type() {
            return Incoming.JoinRequest.class;
        }

        @Override
        public CompletableFuture<?> handle(Incoming.JoinRequest update) {
            handled.add(update.updateId());
            arrivals.add(Arrival.nanos());
            chats.add(String.valueOf(MDC.get(LogContext.CHAT)));
            Throwable failure = failures.remove(update.updateId());
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            return held.getOrDefault(update.updateId(), CompletableFuture.completedFuture(null));
        }
    }

    @Test
    void anUpdateThatWaitsForItsTurnIsKnownToHaveArrivedBefore() {
        finish(lanes.submit(update(1, -1)));
        nanos.set(5_000);
        finish(lanes.submit(update(2, -1), 2_000));
        finish(lanes.submit(update(3, -1)));
        assertThat(arrivals).containsExactly(0L, 2_000L, 5_000L);
    }

    @Test
    void theLogLinesOfAnUpdateNameItsChat() {
        finish(lanes.submit(update(1, -1)));
        finish(lanes.submit(update(2, -2)));
        assertThat(chats).containsExactly("-1", "-2");
    }

    @Test
    void anErrorInOneUpdateDoesNotSilenceItsChat() {
        failures.put(1, new StackOverflowError("planned"));
        CompletableFuture<Void> poison = lanes.submit(update(1, -1));
        assertThatThrownBy(() -> finished(poison)).hasRootCauseInstanceOf(StackOverflowError.class);
        finish(lanes.submit(update(2, -1)));
        assertThat(handled).containsExactly(1, 2);
    }

    @Test
    void aFailedUpdateMayBeTriedAgain() {
        failures.put(1, new IllegalStateException("planned"));
        assertThatThrownBy(() -> finished(lanes.submit(update(1, -1)))).isInstanceOf(ExecutionException.class);
        finish(lanes.submit(update(1, -1)));
        assertThat(handled).containsExactly(1, 1);
    }

    @Test
    void theFailureOfAnUpdateWasLoggedByTheIntakeAndByItsJob() {
        var answer = new CompletableFuture<Void>();
        held.put(1, answer);
        var consumer = new UpdateConsumer(lanes, () -> true);
        CompletableFuture<Void> taken = lanes.submit(update(1, -1));
        var claimed = new FutureTask<Void>(() -> {
            consumer.handle(new UpdateJob(1, update(1, -1)), new JobConsumer.Claim("update:1:1", 1, Duration.ZERO));
            return null;
        });
        Thread job = Thread.ofPlatform().start(claimed);
        await().until(() -> job.getState() == Thread.State.WAITING);

        answer.completeExceptionally(new IllegalStateException("planned"));

        assertThatThrownBy(() -> finished(taken)).hasRootCauseMessage("planned");
        assertThatThrownBy(() -> claimed.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(JobConsumer.Reported.class);
        assertThat(reported).hasSize(1).first().asString().endsWith("in -1");
    }

    // A command whose reply was refused ran again, up to three times, and its job was dead.
    @ParameterizedTest
    @EnumSource(
            names = {
                "BOT_REMOVED",
                "BOT_RIGHTS_MISSING",
                "CHAT_MOVED",
                "MESSAGE_GONE",
                "TELEGRAM_REFUSED",
                "OUTBOX_FULL"
            })
    void anUpdateWhoseAnswerWasRefusedWasHandledAgain(FailureCode code) {
        failures.put(1, Failure.of(code, "planned").asException());
        finish(lanes.submit(update(1, -1)));
        finish(lanes.submit(update(1, -1)));
        assertThat(handled).containsExactly(1);
        assertThat(reported).containsExactly(code.value() + " in -1");
    }

    @Test
    void aRefusalThatComesLaterIsReportedOnceWithItsChat() {
        var answer = new CompletableFuture<Void>();
        held.put(1, answer);
        CompletableFuture<Void> waiting = lanes.submit(update(1, -1));
        finish(lanes.submit(update(2, -1)));

        answer.completeExceptionally(
                Failure.of(FailureCode.BOT_REMOVED, "planned").asException());
        finish(waiting);
        assertThat(reported).containsExactly("chat.bot-removed in -1");
    }

    @Test
    void anUpdateIsHandledOnceHoweverOftenItIsSubmitted() {
        finish(lanes.submit(update(1, -1)));
        finish(lanes.submit(update(1, -1)));
        assertThat(handled).containsExactly(1);
    }

    @Test
    void anUpdateThatTelegramSendsForLongIsHandledOnce() {
        for (int i = 0; i < 10; i++) {
            finish(lanes.submit(update(1, -1)));
            nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        }
        assertThat(handled).containsExactly(1);
    }

    // A greeting stayed away because something else could not be noted.
    @Test
    void aHandlerThatThrewKeptTheOthersOfItsUpdateFromRunning() {
        UpdateHandler<Incoming.JoinRequest> throwing = new UpdateHandler<>() {
            @Override
            public Class<Incoming.JoinRequest> type() {
                return Incoming.JoinRequest.class;
            }

            @Override
            public CompletableFuture<?> handle(Incoming.JoinRequest update) {
                throw new IllegalStateException("planned");
            }
        };
        var several = new UpdateLanes(
                new UpdateDispatcher(List.of(throwing, new Handler()), new SimpleMeterRegistry(), Traces.OFF, log),
                nanos::get,
                log);

        assertThatThrownBy(() -> finished(several.submit(update(1, -1)))).hasRootCauseMessage("planned");
        assertThat(handled).containsExactly(1);
    }

    @Test
    void anAnswerThatWaitsHoldsUpNeitherItsOwnChatNorOthers() {
        held.put(1, new CompletableFuture<>());
        CompletableFuture<Void> waiting = lanes.submit(update(1, -1));
        finish(lanes.submit(update(2, -1)));
        finish(lanes.submit(update(3, -2)));
        assertThat(waiting).isNotDone();
    }

    @Test
    void updatesOfOneChatBeginInTheirOrder() {
        for (int id = 1; id <= 200; id++) {
            CompletableFuture<Void> _ = lanes.submit(update(id, -1));
        }
        finish(lanes.submit(update(201, -1)));
        assertThat(handled).isSorted().hasSize(201);
    }

    private static Incoming update(int id, long chat) {
        return new Incoming.JoinRequest(id, new Conversation(chat, Conversation.Kind.GROUP, "Jazz", null), 7);
    }

    private static void finish(CompletableFuture<Void> work) {
        try {
            finished(work);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void finished(CompletableFuture<Void> work) throws Exception {
        work.get(30, TimeUnit.SECONDS);
    }
}
