package dev.muzon.assistant.note;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The accounts' rules for notes in MongoDB, which every process reads for each note. */
class NoteSettingsStore {
    private final MongoTemplate mongo;
    private final Clock clock;

    NoteSettingsStore(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Returns the account's rules, which begin now when it has none. */
    NoteSettings of(String account) {
        return of(account, clock.instant());
    }

    /**
     * Returns the account's rules.
     *
     * @param begin when they begin if it has none
     */
    NoteSettings of(String account, Instant begin) {
        return find(account).orElseGet(() -> {
            try {
                return mongo.insert(NoteSettings.begin(account, seconds(begin)));
            } catch (DuplicateKeyException _) {
                return find(account).orElseThrow();
            }
        });
    }

    /** Changes the account's rules. Only its commands do, one after the other. */
    NoteSettings change(String account, UnaryOperator<NoteSettings> change) {
        return mongo.save(change.apply(of(account)));
    }

    /** Returns the time as Telegram's dates have it. */
    Instant now() {
        return seconds(clock.instant());
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private Optional<NoteSettings> find(String account) {
        return Optional.ofNullable(mongo.findById(account, NoteSettings.class));
    }
}
