package dev.muzon.gateway.bot.chat;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Every chat that the bot has been spoken to in, with its settings. */
@Component
class ChatRegistry {
    /** The collection of languages before the registry existed. */
    private static final String FORMER_LANGUAGES = "chat-languages";

    /** An entry that did not change is confirmed this often. */
    private static final Duration CONFIRMED = Duration.ofHours(12);

    private static final int CHATS = 10_000;

    /** Their ids fit into one document of MongoDB many times. */
    private static final int MOST_GROUPS = 100_000;

    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final Languages languages;
    private final Clock clock;
    private final FailureLog failures;
    private final Cache<Long, Conversation> confirmed;

    ChatRegistry(
            MongoTemplate mongo,
            StoredDocuments stored,
            StorePatience patience,
            Languages languages,
            Clock clock,
            Ticker ticker,
            FailureLog failures) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.languages = languages;
        this.clock = clock;
        this.failures = failures;
        this.confirmed = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(CONFIRMED)
                .maximumSize(CHATS)
                .build();
    }

    /** Notes that the bot is in this chat. Never fails: without the note everything works the same. */
    void seen(Conversation chat) {
        if (chat.equals(confirmed.getIfPresent(chat.id()))) {
            return;
        }
        try {
            var update = new Update()
                    .set("kind", chat.kind().name())
                    .set("title", chat.title())
                    .set("username", chat.username())
                    .set("active", true)
                    .set("seen", clock.instant());
            patience.run(() -> mongo.upsert(byId(chat.id()), update, KnownChat.class));
            confirmed.put(chat.id(), chat);
        } catch (RuntimeException e) {
            failures.report("registry of chats", e);
        }
    }

    void left(long chatId) {
        confirmed.invalidate(chatId);
        patience.run(() -> mongo.updateFirst(byId(chatId), Update.update("active", false), KnownChat.class));
    }

    /** Moves the settings of a group to the supergroup that it became. A setting made there already stays. */
    void moved(long group, long supergroup) {
        patience.run(() -> move(group, supergroup));
    }

    private void move(long group, long supergroup) {
        Optional<Language> language = language(group);
        mongo.upsert(byId(group), new Update().set("active", false).set("movedTo", supergroup), KnownChat.class);
        if (language.isPresent() && language(supergroup).isEmpty()) {
            setLanguage(supergroup, language.get());
        }
    }

    /** Returns how many groups the bot is in. */
    long groups() {
        return mongo.count(query(inGroup()), KnownChat.class);
    }

    /** Returns a group that the bot is in. */
    Optional<Conversation> group(long id) {
        return conversations(query(inGroup().and("_id").is(id))).stream().findFirst();
    }

    /** Returns the group that the bot is in and whose id comes next after this one, or the first. */
    Optional<Conversation> groupAfter(@Nullable Long id) {
        Criteria later = id == null ? inGroup() : inGroup().and("_id").gt(id);
        Query query = query(later).with(Sort.by("_id")).limit(1);
        return conversations(query).stream().findFirst();
    }

    /** Returns the groups that the bot is in, in no order and as many as a broadcast goes to. */
    List<Conversation> allGroups() {
        return conversations(query(inGroup()).limit(MOST_GROUPS));
    }

    private List<Conversation> conversations(Query query) {
        // Read as it is, because a document that cannot be read whole would end the list.
        return patience
                .ask(() -> mongo.find(query, org.bson.Document.class, mongo.getCollectionName(KnownChat.class)))
                .stream()
                .map(found -> new Conversation(
                        ((Number) Objects.requireNonNull(found.get("_id"))).longValue(),
                        Conversation.Kind.GROUP,
                        found.get("title") instanceof String title ? title : null,
                        found.get("username") instanceof String username ? username : null))
                .toList();
    }

    private static Criteria inGroup() {
        return where("kind").is(Conversation.Kind.GROUP.name()).and("active").is(true);
    }

    /** Returns whether an owner of the bot admitted the chat. */
    boolean allowed(long chatId) {
        return stored.find(chatId, KnownChat.class)
                .filter(known -> Boolean.TRUE.equals(known.allowed()))
                .isPresent();
    }

    void setAllowed(long chatId, boolean allowed) {
        mongo.upsert(byId(chatId), Update.update("allowed", allowed), KnownChat.class);
    }

    Optional<Language> language(long chatId) {
        return stored.find(chatId, KnownChat.class)
                .flatMap(chat -> Optional.ofNullable(chat.language()))
                .or(() -> Optional.ofNullable(mongo.findById(chatId, org.bson.Document.class, FORMER_LANGUAGES))
                        .flatMap(former -> Optional.ofNullable(former.get("tag")))
                        .map(Object::toString))
                .map(languages::of);
    }

    void setLanguage(long chatId, Language language) {
        mongo.upsert(byId(chatId), Update.update("language", language.tag()), KnownChat.class);
    }

    private static Query byId(long chatId) {
        return query(where("_id").is(chatId));
    }
}
