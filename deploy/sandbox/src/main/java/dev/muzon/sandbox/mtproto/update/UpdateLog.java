package dev.muzon.sandbox.mtproto.update;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The boxes of all groups and users. Group ids are negative and user ids positive, so one map holds both. */
public final class UpdateLog {
    private final Map<Long, UpdateBox> boxes = new ConcurrentHashMap<>();

    /** Returns the box in which a user's client counts the changes of a chat. */
    public UpdateBox of(Chat chat, long userId) {
        return chat.kind() == ChatKind.PRIVATE ? ofUser(userId) : box(chat.id());
    }

    /** Returns the box of a user's private chats. */
    public UpdateBox ofUser(long userId) {
        return box(userId);
    }

    private UpdateBox box(long key) {
        return boxes.computeIfAbsent(key, _ -> new UpdateBox());
    }
}
