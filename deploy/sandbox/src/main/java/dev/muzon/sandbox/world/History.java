package dev.muzon.sandbox.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** The messages of all chats. Others decide who may write them. To be used under the lock. */
final class History {
    private final WorldLock lock;
    private final Map<Long, NavigableMap<Integer, Message>> byChat = new HashMap<>();
    private final Map<Long, Integer> lastIds = new HashMap<>();
    private int lastSharedId;

    History(WorldLock lock) {
        this.lock = lock;
        lastSharedId = lock.former();
    }

    NavigableMap<Integer, Message> of(long chatId) {
        return byChat.computeIfAbsent(chatId, _ -> new TreeMap<>());
    }

    /**
     * Returns the id of a chat's next message. Only supergroups and channels count their own. In MTProto the messages of
     * all other chats share one sequence per user, here one for everybody.
     */
    int nextId(Chat chat) {
        return chat.kind().isChannel()
                ? lastIds.merge(chat.id(), lock.former() + 1, (last, _) -> last + 1)
                : ++lastSharedId;
    }

    Message append(Message message) {
        of(message.chatId()).put(message.id(), message);
        lock.tell(new WorldEvent.MessageSent(message));
        return message;
    }

    Message replace(Message message) {
        of(message.chatId()).put(message.id(), message);
        lock.tell(new WorldEvent.MessageEdited(message));
        return message;
    }

    void remove(long chatId, int messageId) {
        of(chatId).remove(messageId);
        lock.tell(new WorldEvent.MessagesDeleted(chatId, List.of(messageId)));
    }

    /** Removes a topic's messages. */
    void removeTopic(long chatId, int topicId) {
        var ids = of(chatId).values().stream()
                .filter(message -> Objects.equals(message.details().topicId(), topicId))
                .map(Message::id)
                .toList();
        ids.forEach(of(chatId)::remove);
        lock.tell(new WorldEvent.MessagesDeleted(chatId, ids));
    }

    /** Adds a service message. In channels it stands in the channel's name, in a forum in General. */
    void announce(Chat chat, long actorId, ServiceAction action) {
        announce(chat, actorId, nextId(chat), MessageDetails.GENERAL_TOPIC, action);
    }

    /** Adds a service message with this id in this topic. The topic counts in forums only. */
    void announce(Chat chat, long actorId, int id, int topicId, ServiceAction action) {
        boolean inChatsName =
                chat.kind() == ChatKind.CHANNEL || chat.member(actorId).anonymous();
        var author = inChatsName ? Author.chat(chat.id()) : Author.user(actorId);
        var details = chat.settings().forum() ? MessageDetails.NONE.topic(topicId) : MessageDetails.NONE;
        append(new Message(chat.id(), id, author, lock.now(), "", List.of(), null, null, null, null, action, details));
    }
}
