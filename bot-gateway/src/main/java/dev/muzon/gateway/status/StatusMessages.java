package dev.muzon.gateway.status;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.outbox.Outbox;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
    /** The outcome may be faster than Telegram's answer to the message that it replaces. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

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

    /** The message is there. */
    public void sent(String id, int messageId) {
        mongo.updateFirst(byId(id), Update.update("messageId", messageId), StatusMessage.class);
    }

    /** Its message, when one shows that we are still at work on it. */
    public Optional<Integer> unsettled(String id) throws InterruptedException {
        return await(id).filter(status -> !status.settled()).flatMap(status -> Optional.ofNullable(status.messageId()));
    }

    /** The outcome is shown. */
    public void settled(String id) {
        mongo.updateFirst(byId(id), Update.update("settled", true), StatusMessage.class);
    }

    /**
     * Shows an outcome: in the message about it when there is one, else in a new one. Doing it again changes nothing.
     *
     * @throws FailureException when Telegram refuses for good
     */
    public void tell(String id, long chatId, Content outcome) throws InterruptedException {
        Optional<Integer> shown = await(id).flatMap(status -> Optional.ofNullable(status.messageId()));
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

    private Optional<StatusMessage> await(String id) throws InterruptedException {
        var until = clock.instant().plus(PATIENCE);
        Optional<StatusMessage> found = find(id);
        while (found.filter(status -> status.messageId() == null).isPresent()
                && clock.instant().isBefore(until)) {
            Thread.sleep(LOOK_AGAIN);
            found = find(id);
        }
        return found;
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
