package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * The times of the bot's messages in the last minute, left for the replica that speaks next. Telegram's limits hold for
 * both together. A replica that crashes leaves nothing. The next one then obeys Telegram's flood waits.
 */
@Component
class SpokenLately {
    private static final String COLLECTION = "outbox";
    private static final String ID = "spoken-lately";

    /** The longest window of a limit. */
    private static final Duration OLDEST = Duration.ofMinutes(1);

    private final MongoTemplate mongo;
    private final StorePatience patience;
    private final Clock clock;
    private final FailureLog failures;

    private record Kept(@Id String id, List<Chat> chats) {}

    private record Chat(long chat, List<Instant> at) {}

    SpokenLately(MongoTemplate mongo, StorePatience patience, Clock clock, FailureLog failures) {
        this.mongo = mongo;
        this.patience = patience;
        this.clock = clock;
        this.failures = failures;
    }

    /** Stores the times for the next replica. Never fails: without them that one obeys Telegram's flood waits. */
    void leave(Map<Long, List<Duration>> spoken) {
        Instant now = clock.instant();
        List<Chat> chats = new ArrayList<>();
        spoken.forEach((chatId, ages) ->
                chats.add(new Chat(chatId, ages.stream().map(now::minus).toList())));
        try {
            // The process may be ending, and its drain has not begun yet.
            patience.ask(() -> mongo.save(new Kept(ID, chats), COLLECTION));
        } catch (RuntimeException e) {
            failures.report("leaving what was said lately", e);
        }
    }

    /** Reads the times that another replica left. Never fails. */
    Map<Long, List<Duration>> read() {
        Map<Long, List<Duration>> spoken = new HashMap<>();
        try {
            Kept kept = mongo.findById(ID, Kept.class, COLLECTION);
            if (kept != null) {
                Instant now = clock.instant();
                kept.chats().forEach(chat -> spoken.put(chat.chat(), ages(chat.at(), now)));
            }
        } catch (RuntimeException e) {
            failures.report("reading what was said lately", e);
        }
        return spoken;
    }

    private static List<Duration> ages(List<Instant> at, Instant now) {
        return at.stream()
                .map(when -> Duration.between(when, now))
                .filter(age -> age.compareTo(OLDEST) < 0)
                .map(age -> age.isNegative() ? Duration.ZERO : age)
                .toList();
    }
}
