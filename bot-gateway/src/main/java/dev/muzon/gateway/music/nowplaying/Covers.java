package dev.muzon.gateway.music.nowplaying;

import dev.muzon.gateway.bot.chat.ChatListener;
import dev.muzon.gateway.bot.chat.ChatSetting;
import dev.muzon.gateway.bot.chat.ChatSettings;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.store.StoredDocuments;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/** The covers on cards, and the chats that want none. */
@Component
class Covers implements ChatListener {
    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final ChatSetting<Boolean> setting;

    Covers(MongoTemplate mongo, StoredDocuments stored, ChatSettings settings) {
        this.mongo = mongo;
        this.stored = stored;
        this.setting = settings.of("covers");
    }

    @Document("covers")
    record Wish(@Id long chat, @Nullable Boolean shown) {}

    /** Returns the card with the cover of its track, if there is one and the chat wants it. */
    Content on(long chat, Track track, Content card) {
        String cover = track.cover();
        return cover != null && shown(chat) ? card.showing(URI.create(cover)) : card;
    }

    /** Returns whether a chat wants covers, as every chat does until it says otherwise. Never fails. */
    boolean shown(long chat) {
        return setting.recall(chat, () -> read(chat), true);
    }

    private boolean read(long chat) {
        return stored.find(chat, Wish.class)
                .filter(wish -> Boolean.FALSE.equals(wish.shown()))
                .isEmpty();
    }

    /**
     * Shows covers in a chat, or none.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable}
     */
    void show(long chat, boolean wanted) {
        setting.set(chat, wanted, () -> mongo.save(new Wish(chat, wanted)));
    }

    /** Keeps the wish: who adds the bot again finds it as it was. */
    @Override
    public void left(Conversation chat, int update) {
        setting.forget(chat.id());
    }

    @Override
    public CompletableFuture<?> moved(Conversation group, long supergroup, int update) {
        if (!setting.asked(group.id(), () -> read(group.id()))) {
            show(supergroup, false);
        }
        return CompletableFuture.completedFuture(null);
    }
}
