package dev.muzon.assistant.note;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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
        return find(account).orElseGet(() -> {
            try {
                // Telegram's dates have whole seconds.
                return mongo.insert(new NoteSettings(account, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
            } catch (DuplicateKeyException _) {
                return find(account).orElseThrow();
            }
        });
    }

    private Optional<NoteSettings> find(String account) {
        return Optional.ofNullable(mongo.findById(account, NoteSettings.class));
    }
}
