package dev.muzon.gateway.music.player;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.chat.ChatListener;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/** The DJs of each group: members to whom its administrators gave their rights over the music. */
@Component
public class Djs implements ChatListener {
    /** The most DJs of a group. More would be everybody. */
    static final int MOST = 20;

    /** Age at which the database is asked again. A decision at another replica goes unnoticed for as long. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final int CHATS = 10_000;

    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final FailureLog failures;
    private final Cache<Long, List<Dj>> fresh;

    Djs(MongoTemplate mongo, StoredDocuments stored, StorePatience patience, Ticker ticker, FailureLog failures) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.failures = failures;
        this.fresh = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(FRESH)
                .maximumSize(CHATS)
                .build();
    }

    /**
     * A DJ.
     *
     * @param id null for a person who was named and not heard since
     * @param username without the {@code @}, in lower case, null when an answer to a message named the person
     * @param name what the group reads
     */
    public record Dj(@Nullable Long id, @Nullable String username, String name) {
        boolean is(Sender sender) {
            return id != null ? id == sender.id() : username != null && username.equalsIgnoreCase(sender.username());
        }

        boolean is(Dj other) {
            boolean sameId = id != null && id.equals(other.id);
            boolean sameName = username != null && username.equals(other.username);
            return sameId || sameName;
        }
    }

    @Document("djs")
    record Group(@Id long chat, @Nullable List<Dj> people) {}

    /** Returns whether somebody is a DJ of the group. Without the database only those who are remembered are. */
    boolean include(Sender sender, Conversation chat) {
        if (sender.kind() != Sender.Kind.USER) {
            return false;
        }
        try {
            return of(chat.id()).stream().anyMatch(dj -> dj.is(sender));
        } catch (RuntimeException e) {
            failures.report("DJs of chat " + chat.id(), e);
            return false;
        }
    }

    /** Returns the DJs of a group, the first one first. */
    public List<Dj> of(long chat) {
        List<Dj> known = fresh.getIfPresent(chat);
        if (known == null) {
            known = patience.ask(() -> read(chat));
            fresh.put(chat, known);
        }
        return known;
    }

    private List<Dj> read(long chat) {
        return stored.find(chat, Group.class)
                .flatMap(group -> Optional.ofNullable(group.people()))
                .orElse(List.of());
    }

    /** Adds a DJ. Returns false when there are as many as there may be. */
    public synchronized boolean add(long chat, Dj dj) {
        List<Dj> people = new ArrayList<>(patience.ask(() -> read(chat)));
        people.removeIf(dj::is);
        if (people.size() >= MOST) {
            return false;
        }
        people.add(dj);
        save(chat, people);
        return true;
    }

    /** Takes a DJ away. Returns false when there was none. */
    public synchronized boolean remove(long chat, Dj dj) {
        List<Dj> people = new ArrayList<>(patience.ask(() -> read(chat)));
        boolean removed = people.removeIf(dj::is);
        save(chat, people);
        return removed;
    }

    private void save(long chat, List<Dj> people) {
        patience.run(() -> mongo.save(new Group(chat, List.copyOf(people))));
        fresh.put(chat, List.copyOf(people));
    }

    /** Keeps the list: who adds the bot again finds the DJs as they were. */
    @Override
    public void left(Conversation chat, int update) {
        fresh.invalidate(chat.id());
    }

    @Override
    public CompletableFuture<?> moved(Conversation group, long supergroup, int update) {
        List<Dj> people = patience.ask(() -> read(group.id()));
        if (!people.isEmpty() && patience.ask(() -> read(supergroup)).isEmpty()) {
            save(supergroup, people);
        }
        return CompletableFuture.completedFuture(null);
    }
}
