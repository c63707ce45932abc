package dev.muzon.gateway.status;

import dev.muzon.gateway.outbox.Outbox;
import dev.muzon.gateway.telegram.Content;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * One message per request: first "searching", then the outcome in its place. Kept in the database, so that the outcome
 * finds its message after a restart and from another replica, and so that an event that is handled twice is told once.
 */
@Component
public class StatusMessages {
    /** After so long the replica that was about to send a message is taken for dead. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Messages of this process that Telegram has not answered yet, by what they tell about. */
    private final ConcurrentHashMap<String, CountDownLatch> underWay = new ConcurrentHashMap<>();

    private final MongoTemplate mongo;
    private final Outbox outbox;
    private final Clock clock;

    public StatusMessages(MongoTemplate mongo, Outbox outbox, Clock clock) {
        this.mongo = mongo;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Announces that a message about this will follow.
     *
     * @return whether it still has to be sent: false when it was already, in a former life of this process
     */
    public boolean open(String id, long chatId) {
        try {
            mongo.insert(new StatusMessage(id, chatId, null, false, null, clock.instant()));
            return true;
        } catch (DuplicateKeyException e) {
            return find(id).filter(known -> known.messageId() == null && !known.settled())
                    .isPresent();
        }
    }

    /**
     * The message is on its way. An outcome that comes before Telegram's answer to it waits for that.
     *
     * @return complete once it can be found, here and from other replicas
     */
    public CompletableFuture<?> follow(String id, CompletableFuture<Integer> message) {
        var answered = new CountDownLatch(1);
        underWay.put(id, answered);
        return message.thenAccept(messageId ->
                        mongo.updateFirst(byId(id), Update.update("messageId", messageId), StatusMessage.class))
                .whenComplete((_, _) -> {
                    underWay.remove(id, answered);
                    answered.countDown();
                });
    }

    /**
     * Its message, when one shows that we are still at work on it.
     *
     * @throws FailureException {@code owner.elsewhere} while another replica is sending it
     */
    public Optional<Integer> unsettled(String id) throws InterruptedException {
        return awaited(id)
                .filter(status -> !status.settled())
                .flatMap(status -> Optional.ofNullable(status.messageId()));
    }

    /** The outcome is shown. */
    public void settled(String id) {
        mongo.updateFirst(byId(id), Update.update("settled", true), StatusMessage.class);
    }

    /**
     * Shows an outcome: in the message about it when there is one, else in a new one. Doing it again changes nothing.
     *
     * @throws FailureException when Telegram refuses for good; {@code owner.elsewhere} while another replica is sending
     *     the message
     */
    public void tell(String id, long chatId, Content outcome) throws InterruptedException {
        Optional<Integer> shown = awaited(id).flatMap(status -> Optional.ofNullable(status.messageId()));
        int messageId = shown.isPresent() ? editOrSend(chatId, shown.get(), outcome) : send(chatId, outcome);
        var update = new Update()
                .set("chatId", chatId)
                .set("messageId", messageId)
                .set("settled", true)
                .setOnInsert("created", clock.instant());
        mongo.upsert(byId(id), update, StatusMessage.class);
    }

    /**
     * Shows an outcome that does not say which request it belongs to: in the oldest message of the chat that still
     * waits for one, else in a new one. Doing it again for the same job changes nothing.
     */
    public void tellOldest(String jobId, long chatId, Content outcome) throws InterruptedException {
        Optional<StatusMessage> chosen = settledBy(jobId).or(() -> claimOldest(chatId, jobId));
        tell(chosen.map(StatusMessage::id).orElse(jobId), chatId, outcome);
    }

    private Optional<StatusMessage> settledBy(String jobId) {
        return Optional.ofNullable(mongo.findOne(query(where("settledBy").is(jobId)), StatusMessage.class));
    }

    private static Query byId(String id) {
        return query(where("_id").is(id));
    }

    private Optional<StatusMessage> claimOldest(long chatId, String jobId) {
        var waiting = query(where("chatId")
                        .is(chatId)
                        .and("settled")
                        .is(false)
                        .and("messageId")
                        .ne(null))
                .with(Sort.by("created").ascending());
        return Optional.ofNullable(
                mongo.findAndModify(waiting, Update.update("settledBy", jobId), StatusMessage.class));
    }

    private Optional<StatusMessage> awaited(String id) throws InterruptedException {
        CountDownLatch ours = underWay.get(id);
        if (ours != null) {
            ours.await();
            return find(id);
        }
        Optional<StatusMessage> found = find(id);
        if (found.filter(this::maybeOnItsWay).isPresent()) {
            throw new Failure.Transient(
                            FailureCode.OWNED_ELSEWHERE, "another replica is sending the message of " + id, LOOK_AGAIN)
                    .asException();
        }
        return found;
    }

    private boolean maybeOnItsWay(StatusMessage status) {
        return status.messageId() == null
                && !status.settled()
                && status.created().plus(PATIENCE).isAfter(clock.instant());
    }

    private Optional<StatusMessage> find(String id) {
        return Optional.ofNullable(mongo.findById(id, StatusMessage.class));
    }

    private int editOrSend(long chatId, int messageId, Content outcome) throws InterruptedException {
        try {
            return Outbox.await(outbox.edit(chatId, messageId, outcome));
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.MESSAGE_GONE) {
                return send(chatId, outcome);
            }
            throw e;
        }
    }

    private int send(long chatId, Content outcome) throws InterruptedException {
        return Outbox.await(outbox.send(chatId, outcome, null));
    }
}
