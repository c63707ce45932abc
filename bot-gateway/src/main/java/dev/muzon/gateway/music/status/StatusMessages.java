package dev.muzon.gateway.music.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.chat.RequestTopic;
import dev.muzon.gateway.bot.command.RequestOutcomes;
import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One message per request: first "searching", then the outcome in its place. It is kept in the database, so that the
 * outcome finds its message after a restart and from another replica, and so that an event that is handled twice is
 * told once.
 */
@Component
public class StatusMessages implements RequestTopic, RequestOutcomes {
    /** Time after which a replica that was about to send a message is considered dead. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Time after which nobody looks at the message of a request any more. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** Time after which the id of a message is stored or given up. */
    private static final Duration NOTED = Duration.ofMinutes(15);

    /** So many requests of a chat that wait together are told how they stand in new messages. */
    private static final int TOLD = 3;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Time after which an edit is given up for a new message. */
    private static final Duration EDIT_PATIENCE = Duration.ofSeconds(10);

    /** Messages of this process that Telegram has not answered yet, by the id of their request. */
    private final ConcurrentHashMap<String, CountDownLatch> underWay = new ConcurrentHashMap<>();

    /** Times when this process first saw that another one is sending a message, by the id of its request. */
    private final Cache<String, Instant> elsewhere =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(10_000).build();

    /** Requests whose outcome this process has begun to show. */
    private final Cache<String, Boolean> shown =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(10_000).build();

    /** The messages of this process, so that one whose id could not be stored is found. */
    private final Cache<String, Integer> messages =
            Caffeine.newBuilder().expireAfterWrite(NOTED).maximumSize(10_000).build();

    private final String self = UUID.randomUUID().toString();
    private final StatusStore store;
    private final Afterwards afterwards;
    private final Outbox outbox;
    private final MonotonicClock clock;

    StatusMessages(StatusStore store, Afterwards afterwards, Outbox outbox, MonotonicClock clock) {
        this.store = store;
        this.afterwards = afterwards;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Announces a request whose message will follow.
     *
     * @param place where it was asked
     * @param request the message that asked
     * @return whether the message still has to be sent: false when an earlier run of this update has sent it
     */
    public boolean open(String id, Destination place, @Nullable Integer request) {
        var message = new StatusMessage(
                id, place.chatId(), null, false, clock.wallTime(), place.thread(), request, null, null, self);
        return store.insert(message)
                || store.find(id)
                        .filter(known -> known.messageId() == null && !known.settled())
                        .isPresent();
    }

    /** Announces a request in a chat without topics. */
    public boolean open(String id, long chatId) {
        return open(id, Destination.of(chatId), null);
    }

    /**
     * Follows a message that is on its way. An outcome that comes before Telegram's answer to it waits for that.
     *
     * @return complete once the message can be found, here and from other replicas
     */
    public CompletableFuture<?> follow(String id, CompletableFuture<Integer> message) {
        var answered = new CountDownLatch(1);
        underWay.put(id, answered);
        return message.whenComplete((messageId, thrown) -> {
                    if (thrown == null && messageId != Outbox.DROPPED) {
                        messages.put(id, messageId);
                        afterwards.run("message of request " + id, () -> store.sent(id, messageId));
                    } else {
                        afterwards.run("message of request " + id, () -> store.unsent(id));
                    }
                })
                .whenComplete((_, _) -> {
                    underWay.remove(id, answered);
                    answered.countDown();
                });
    }

    /** Notes how many files of an album a request asks for. */
    public void asks(String id, int files) {
        store.asks(id, files);
    }

    /** Returns how many files of an album a request asked for. Empty once the chat knows what became of them. */
    public OptionalInt asked(String id) {
        return store.find(id).map(StatusMessage::asked).stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    /** Notes that the chat knows what became of the files of an album. */
    public void answered(String id) {
        store.answered(id);
    }

    /** Notes that nothing came of a request. */
    public void failed(String id) {
        store.failed(id);
    }

    @Override
    public boolean cameToNothing(String requestId) {
        return store.find(requestId)
                .filter(status -> Boolean.TRUE.equals(status.failed()))
                .isPresent();
    }

    /**
     * Says how a request stands that has no outcome yet, in the message about it or in a new one. The outcome takes its
     * place. A chat where several wait is told with the first ones.
     */
    public CompletableFuture<?> say(String id, Content words) throws InterruptedException {
        Optional<StatusMessage> open = awaited(id).filter(status -> !status.settled());
        if (open.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        StatusMessage status = open.get();
        if (status.messageId() == null && openBefore(id).size() >= TOLD) {
            return CompletableFuture.completedFuture(null);
        }
        Draft draft = whileOpen(id, words);
        Terms terms = Terms.reply(status.request()).usefulFor(EDIT_PATIENCE);
        return follow(
                id,
                status.messageId() == null
                        ? outbox.send(status.place(), draft, terms)
                        : editOrSend(status.place(), status.messageId(), draft, terms));
    }

    /**
     * Says how a request stands by now, in the message that said so before. A busy chat is spared that. What was left out
     * before is {@link #say said} as if for the first time.
     */
    public CompletableFuture<?> sayFurther(String id, Content words) throws InterruptedException {
        Optional<StatusMessage> open = awaited(id).filter(status -> !status.settled());
        if (open.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Integer message = open.get().messageId();
        if (message == null) {
            return say(id, words);
        }
        long chat = open.get().place().chatId();
        return outbox.busy(chat)
                ? CompletableFuture.completedFuture(null)
                : outbox.edit(chat, message, whileOpen(id, words), Terms.decoration(null));
    }

    private Draft whileOpen(String id, Content words) {
        return () -> shown.getIfPresent(id) == null ? Optional.of(words) : Optional.empty();
    }

    /** Notes that the outcome is shown. */
    public void settled(String id) {
        shown.put(id, true);
        store.settled(id);
    }

    /**
     * Returns whether a request still waits for its outcome.
     *
     * @throws FailureException {@code owner.elsewhere} while another replica is sending its message
     */
    public boolean waits(String id) throws InterruptedException {
        return awaited(id).filter(status -> !status.settled()).isPresent();
    }

    /** Returns whether there is a request of this id, waiting or not. */
    public boolean exists(String id) {
        return store.find(id).isPresent();
    }

    /** Returns whether the outcome of a request is shown. */
    public boolean isSettled(String id) throws InterruptedException {
        return awaited(id).filter(StatusMessage::settled).isPresent();
    }

    /** Returns whether a request that was made a moment ago waits, so that its message is looked at. */
    public boolean waitsFreshly(String id) throws InterruptedException {
        return awaited(id)
                .filter(status -> !status.settled())
                .filter(status -> status.created().plus(FRESH).isAfter(clock.wallTime()))
                .isPresent();
    }

    /** Returns the requests that were made shortly before one in its chat and still wait for their outcome. */
    public Set<String> openBefore(String id) {
        return store.find(id)
                .map(later -> store.openBetween(later.chatId(), later.created().minus(FRESH), later))
                .orElseGet(Set::of);
    }

    @Override
    public Destination place(long chatId) {
        return store.latestRequest(chatId).map(StatusMessage::place).orElseGet(() -> Destination.of(chatId));
    }

    /** Returns the topic of a track: where it was asked for, or that of the music when nobody knows. */
    public Destination placeOf(QueueEntry track, long chatId) {
        return RequestIds.of(track).map(request -> placeOf(request, chatId)).orElseGet(() -> place(chatId));
    }

    /** Returns where a request was made, or the topic of the music when nobody knows. */
    public Destination placeOf(String request, long chatId) {
        return store.find(request).map(StatusMessage::place).orElseGet(() -> place(chatId));
    }

    /**
     * Shows an outcome in the message about it, or in a new one when that is gone. Doing it again changes nothing.
     *
     * @return the id of the message, or {@link Outbox#DROPPED}
     * @throws FailureException {@code owner.elsewhere} while another replica is sending the message
     */
    public CompletableFuture<Integer> show(String id, long chatId, Draft outcome, Terms terms)
            throws InterruptedException {
        return show(id, chatId, () -> place(chatId), outcome, terms);
    }

    /**
     * Shows an outcome in the message about it, or in a new one.
     *
     * @param otherwise the place of a new message when nobody knows where the request was made
     */
    public CompletableFuture<Integer> show(String id, Destination otherwise, Draft outcome, Terms terms)
            throws InterruptedException {
        return show(id, otherwise.chatId(), () -> otherwise, outcome, terms);
    }

    private CompletableFuture<Integer> show(
            String id, long chatId, Supplier<Destination> otherwise, Draft outcome, Terms terms)
            throws InterruptedException {
        shown.put(id, true);
        Optional<StatusMessage> known = awaited(id);
        Destination place = known.map(StatusMessage::place).orElseGet(otherwise);
        Terms answering = terms.answering(known.isPresent() ? known.get().request() : null);
        Optional<Integer> shown = known.flatMap(status -> Optional.ofNullable(status.messageId()))
                .or(() -> Optional.ofNullable(messages.getIfPresent(id)));
        CompletableFuture<Integer> sent = shown.isPresent()
                ? editOrSend(place, shown.get(), outcome, answering)
                : outbox.send(place, outcome, answering);
        return sent.thenApply(messageId -> {
            if (messageId != Outbox.DROPPED) {
                messages.put(id, messageId);
                Instant now = clock.wallTime();
                afterwards.run("outcome of request " + id, () -> store.told(id, chatId, messageId, now));
            }
            return messageId;
        });
    }

    /** Changes a message, or sends a new one when it is gone or a flood holds the change up. */
    public CompletableFuture<Integer> editOrSend(Destination place, int messageId, Draft outcome, Terms terms) {
        return outbox.edit(place.chatId(), messageId, outcome, terms.usefulFor(EDIT_PATIENCE))
                .exceptionallyCompose(thrown -> Outbox.isGone(thrown)
                        ? CompletableFuture.completedFuture(Outbox.DROPPED)
                        : CompletableFuture.failedFuture(thrown))
                .thenCompose(edited -> edited == Outbox.DROPPED
                        ? outbox.send(place, outcome, terms)
                        : CompletableFuture.completedFuture(edited));
    }

    private Optional<StatusMessage> awaited(String id) throws InterruptedException {
        CountDownLatch ours = underWay.get(id);
        if (ours != null) {
            ours.await();
            return store.find(id);
        }
        Optional<StatusMessage> found = store.find(id);
        if (found.filter(this::maybeOnItsWay).isPresent()) {
            throw Failure.retryAfter(
                            FailureCode.OWNED_ELSEWHERE, "another replica is sending the message of " + id, LOOK_AGAIN)
                    .asException();
        }
        return found;
    }

    /** Tells whether it may be. The wait begins at the latest when this replica first looks: clocks differ. */
    private boolean maybeOnItsWay(StatusMessage status) {
        if (status.messageId() != null
                || status.settled()
                || status.sender() == null
                || status.sender().equals(self)) {
            return false;
        }
        Instant now = clock.instant();
        Instant begun = elsewhere.get(status.id(), _ -> now);
        return begun.plus(PATIENCE).isAfter(now)
                && status.created().plus(PATIENCE).isAfter(clock.wallTime());
    }
}
