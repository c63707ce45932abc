package dev.muzon.gateway.music.player;

import dev.muzon.gateway.bot.chat.ChatListener;
import dev.muzon.gateway.bot.chat.ChatSetting;
import dev.muzon.gateway.bot.chat.ChatSettings;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.runtime.store.StoredDocuments;
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

    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final ChatSetting<List<Dj>> setting;

    Djs(MongoTemplate mongo, StoredDocuments stored, ChatSettings settings) {
        this.mongo = mongo;
        this.stored = stored;
        this.setting = settings.of("DJs");
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
        return sender.kind() == Sender.Kind.USER && known(chat.id()).stream().anyMatch(dj -> dj.is(sender));
    }

    /** Returns the DJs that are known of a group, the first one first. Never fails. */
    public List<Dj> known(long chat) {
        return setting.recall(chat, () -> read(chat), List.of());
    }

    /**
     * Returns the DJs of a group, the first one first.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable}
     */
    public List<Dj> of(long chat) {
        return setting.asked(chat, () -> read(chat));
    }

    private List<Dj> read(long chat) {
        return stored.find(chat, Group.class)
                .flatMap(group -> Optional.ofNullable(group.people()))
                .orElse(List.of());
    }

    /** Adds a DJ. Returns false when there are as many as there may be. */
    public synchronized boolean add(long chat, Dj dj) {
        List<Dj> people = new ArrayList<>(of(chat));
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
        List<Dj> people = new ArrayList<>(of(chat));
        boolean removed = people.removeIf(dj::is);
        save(chat, people);
        return removed;
    }

    private void save(long chat, List<Dj> people) {
        List<Dj> saved = List.copyOf(people);
        setting.set(chat, saved, () -> mongo.save(new Group(chat, saved)));
    }

    /** Keeps the list: who adds the bot again finds the DJs as they were. */
    @Override
    public void left(Conversation chat, int update) {
        setting.forget(chat.id());
    }

    @Override
    public CompletableFuture<?> moved(Conversation group, long supergroup, int update) {
        List<Dj> people = of(group.id());
        if (!people.isEmpty() && of(supergroup).isEmpty()) {
            save(supergroup, people);
        }
        return CompletableFuture.completedFuture(null);
    }
}
