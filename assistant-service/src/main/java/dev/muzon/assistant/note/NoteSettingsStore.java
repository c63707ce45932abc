package dev.muzon.assistant.note;

import dev.muzon.runtime.store.StoredDocuments;
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
    private final StoredDocuments stored;
    private final Clock clock;

    NoteSettingsStore(MongoTemplate mongo, StoredDocuments stored, Clock clock) {
        this.mongo = mongo;
        this.stored = stored;
        this.clock = clock;
    }

    /** Returns the account's rules, which begin now when it has none that can be read. */
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
            } catch (DuplicateKeyException _) { // another process was faster, or nobody can read what is stored
                return find(account).orElseGet(() -> NoteSettings.begin(account, seconds(begin)));
            }
        });
    }

    /**
     * Changes the account's rules. Only its commands do, in the process that owns the account: those of its chats one
     * after the other, and beside them those that were given to the bot.
     */
    synchronized NoteSettings change(String account, UnaryOperator<NoteSettings> change) {
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
        return stored.find(account, NoteSettings.class);
    }
}
