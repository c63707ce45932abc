package dev.muzon.gateway.bot.settings;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.bot.chat.ChatListener;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** The menus that stand in chats. Each chat's last one is kept right, also after a restart. */
@Component
class OpenMenus implements ChatListener {
    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final FailureLog failures;

    OpenMenus(MongoTemplate mongo, StoredDocuments stored, StorePatience patience, FailureLog failures) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.failures = failures;
    }

    /** Returns the message with the menu of a chat. Without the store there is none to correct. */
    Optional<Integer> in(long chat) {
        try {
            return patience.ask(() -> stored.find(chat, OpenMenu.class)).map(OpenMenu::messageId);
        } catch (RuntimeException e) {
            failures.report("settings menu of chat " + chat, e);
            return Optional.empty();
        }
    }

    /**
     * Notes the menu that is kept right from now on.
     *
     * @return the message with the one before, empty when there was no other
     */
    Optional<Integer> opened(long chat, int messageId) {
        Optional<Integer> before = in(chat).filter(it -> it != messageId);
        try {
            patience.run(() -> mongo.save(new OpenMenu(chat, messageId)));
        } catch (RuntimeException e) {
            failures.report("settings menu of chat " + chat, e);
        }
        return before;
    }

    /** Forgets a menu that is gone. */
    void gone(long chat, int messageId) {
        patience.run(
                () -> mongo.remove(query(where("_id").is(chat).and("messageId").is(messageId)), OpenMenu.class));
    }

    private void forget(long chat) {
        patience.run(() -> mongo.remove(query(where("_id").is(chat)), OpenMenu.class));
    }

    @Override
    public void left(Conversation chat, int update) {
        forget(chat.id());
    }

    /** Forgets the menu: the messages of a supergroup have other numbers. */
    @Override
    public CompletableFuture<?> moved(Conversation group, long supergroup, int update) {
        forget(group.id());
        return CompletableFuture.completedFuture(null);
    }
}
