package dev.muzon.gateway.language;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.Language;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Each chat's language: what {@code /lang} set, until then the language of the first person seen there. Never fails:
 * while the database is away people are answered in their own language.
 */
@Component
public class ChatLanguages {
    /** So long another replica's {@code /lang} may go unnoticed. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final ConcurrentHashMap<Long, Remembered> remembered = new ConcurrentHashMap<>();
    private final MongoTemplate mongo;
    private final Clock clock;
    private final FailureLog failures;

    public ChatLanguages(MongoTemplate mongo, Clock clock, FailureLog failures) {
        this.mongo = mongo;
        this.clock = clock;
        this.failures = failures;
    }

    private record Remembered(Language language, Instant until) {}

    /** The language to answer somebody in a chat. The first person seen in a chat decides for all. */
    public Language of(Conversation chat, Sender sender) {
        Language theirs = Language.of(sender.languageTag());
        return recall(
                chat.id(),
                theirs,
                () -> find(chat.id()).orElseGet(() -> {
                    if (sender.kind() == Sender.Kind.USER) {
                        set(chat.id(), theirs);
                    }
                    return theirs;
                }));
    }

    /** The language to tell a chat something in. */
    public Language of(long chatId) {
        return recall(chatId, Language.ENGLISH, () -> find(chatId).orElse(Language.ENGLISH));
    }

    public void set(long chatId, Language language) {
        mongo.upsert(byId(chatId), Update.update("tag", language.tag()), ChatLanguage.class);
        remember(chatId, language);
    }

    @Scheduled(fixedDelay = 300_000)
    void forgetOld() {
        Instant now = clock.instant();
        remembered.values().removeIf(it -> !it.until().isAfter(now));
    }

    private Language recall(long chatId, Language otherwise, Supplier<Language> stored) {
        @Nullable Remembered known = remembered.get(chatId);
        if (known != null && known.until().isAfter(clock.instant())) {
            return known.language();
        }
        try {
            Language language = stored.get();
            remember(chatId, language);
            return language;
        } catch (RuntimeException e) {
            failures.report("language of chat " + chatId, e);
            return known == null ? otherwise : known.language();
        }
    }

    private void remember(long chatId, Language language) {
        remembered.put(chatId, new Remembered(language, clock.instant().plus(REMEMBERED)));
    }

    private Optional<Language> find(long chatId) {
        return Optional.ofNullable(mongo.findById(chatId, ChatLanguage.class)).map(it -> Language.of(it.tag()));
    }

    private static Query byId(long chatId) {
        return query(where("_id").is(chatId));
    }
}
