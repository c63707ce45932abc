package dev.muzon.gateway.bot.middleware;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.bot.store.ShortLived;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.runtime.trace.WorkContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * The commands that ran, where the next process finds them. A killed process leaves updates behind whose answer waited.
 * What it refused stays refused, and nobody is told that the bot was away.
 */
@Component
class HandledCommands implements ShortLived {
    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final Clock clock;
    private final FailureLog failures;

    HandledCommands(
            MongoTemplate mongo, StoredDocuments stored, StorePatience patience, Clock clock, FailureLog failures) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.clock = clock;
        this.failures = failures;
    }

    /** A command that ran, and whether it was refused as one too many. */
    @Document("handled-commands")
    record Handled(@Id String id, boolean refused, Instant created) {}

    @Override
    public Class<Handled> documents() {
        return Handled.class;
    }

    /** Returns what is known of a command. Without the store it counts as new. */
    Optional<Handled> find(String requestId) {
        try {
            return patience.ask(() -> stored.find(requestId, Handled.class));
        } catch (RuntimeException e) {
            failures.report("looking for a handled command", e);
            return Optional.empty();
        }
    }

    /** Notes that a command ran. People do not wait for the store. */
    void ran(String requestId) {
        aside(requestId, new Update().setOnInsert("refused", false));
    }

    /** Notes that a command was one too many. */
    void refused(String requestId) {
        aside(requestId, Update.update("refused", true));
    }

    private void aside(String requestId, Update update) {
        WorkContext.aside(() -> {
            try {
                mongo.upsert(
                        query(where("_id").is(requestId)),
                        update.setOnInsert("created", clock.instant()),
                        Handled.class);
            } catch (Throwable e) {
                failures.report("noting a handled command", e);
            }
        });
    }
}
