package dev.muzon.sandbox.mtproto.update;

import dev.muzon.sandbox.world.Chat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The boxes of all channels and users. Channel ids are negative and user ids positive, so one map holds both. The changes
 * of private chats and basic groups count in each member's box.
 */
public final class UpdateLog {
    private final Map<Long, UpdateBox> boxes = new ConcurrentHashMap<>();

    /** Returns the box in which a user's client counts the changes of a chat. */
    public UpdateBox of(Chat chat, long userId) {
        return chat.kind().isChannel() ? box(chat.id()) : ofUser(userId);
    }

    /** Returns the box of a user's private chats and basic groups. */
    public UpdateBox ofUser(long userId) {
        return box(userId);
    }

    private UpdateBox box(long key) {
        return boxes.computeIfAbsent(key, _ -> new UpdateBox());
    }
}
