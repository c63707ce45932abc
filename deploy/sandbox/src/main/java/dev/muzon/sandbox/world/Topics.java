package dev.muzon.sandbox.world;

import static dev.muzon.sandbox.world.MessageDetails.GENERAL_TOPIC;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The topics of forums, and who may open, close and delete them. */
public final class Topics {
    /** The colour of topics for which none was chosen. */
    public static final int DEFAULT_COLOR = 0x6FB9F0;

    private final WorldLock lock;
    private final Chats chats;
    private final History history;
    private final Map<Long, NavigableMap<Integer, Topic>> byChat = new HashMap<>();

    Topics(WorldLock lock, Chats chats, History history) {
        this.lock = lock;
        this.chats = chats;
        this.history = history;
    }

    /**
     * Opens a topic.
     *
     * @throws WorldException {@link Refusal#NOT_A_FORUM}, {@link Refusal#ADMIN_REQUIRED}
     */
    public Topic create(long chatId, long actorId, String name, int iconColor, @Nullable String iconEmojiId) {
        return lock.locked(() -> {
            var chat = forum(chatId, actorId);
            if (!chat.member(actorId).may(Right.MANAGE_TOPICS)
                    && !(chat.permits(actorId, Permission.MANAGE_TOPICS, lock.now())
                            && !chat.member(actorId).role().administers())) {
                throw new WorldException(Refusal.TOPIC_CREATION_FORBIDDEN);
            }
            int id = history.nextId(chat);
            if (id == GENERAL_TOPIC) {
                id = history.nextId(chat);
            }
            var topic = put(new Topic(chatId, id, name, iconColor, iconEmojiId, actorId, false, false));
            history.announce(chat, actorId, id, id, new ServiceAction.TopicCreated(name, iconColor, iconEmojiId));
            return topic;
        });
    }

    /** Renames a topic. Throws as {@link #close}. */
    public void rename(long chatId, long actorId, int topicId, String name) {
        change(chatId, actorId, topicId, new ServiceAction.TopicEdited(name), topic -> topic.named(name));
    }

    /**
     * Closes a topic: only admins with the right to it write there from now on.
     *
     * @throws WorldException {@link Refusal#NOT_A_FORUM}, {@link Refusal#TOPIC_ID_INVALID},
     *     {@link Refusal#TOPIC_CHANGE_FORBIDDEN}, {@link Refusal#TOPIC_NOT_MODIFIED}
     */
    public void close(long chatId, long actorId, int topicId) {
        change(chatId, actorId, topicId, new ServiceAction.TopicClosed(), topic -> topic.closed(true));
    }

    /** Opens a closed topic again. Throws as {@link #close}. */
    public void reopen(long chatId, long actorId, int topicId) {
        change(chatId, actorId, topicId, new ServiceAction.TopicReopened(), topic -> topic.closed(false));
    }

    /** Hides or shows General. Hiding closes it. Throws as {@link #close}. */
    public void hideGeneral(long chatId, long actorId, boolean hidden) {
        var action = hidden ? new ServiceAction.GeneralTopicHidden() : new ServiceAction.GeneralTopicUnhidden();
        change(chatId, actorId, GENERAL_TOPIC, action, topic -> topic.hidden(hidden));
    }

    private void change(long chatId, long actorId, int topicId, ServiceAction action, UnaryOperator<Topic> change) {
        lock.locked(() -> {
            var chat = forum(chatId, actorId);
            var topic = find(chatId, topicId).orElseThrow(() -> new WorldException(Refusal.TOPIC_ID_INVALID));
            if (!manages(chat, actorId, topic)) {
                throw new WorldException(Refusal.TOPIC_CHANGE_FORBIDDEN);
            }
            var changed = change.apply(topic);
            if (changed.equals(topic)) {
                throw new WorldException(Refusal.TOPIC_NOT_MODIFIED);
            }
            put(changed);
            history.announce(chat, actorId, history.nextId(chat), topicId, action);
        });
    }

    /**
     * Deletes a topic with all its messages.
     *
     * @throws WorldException {@link Refusal#NOT_A_FORUM}, {@link Refusal#TOPIC_ID_INVALID},
     *     {@link Refusal#TOPIC_DELETION_FORBIDDEN}
     */
    public void delete(long chatId, long actorId, int topicId) {
        lock.locked(() -> {
            var chat = forum(chatId, actorId);
            var topic = find(chatId, topicId)
                    .filter(found -> found.id() != GENERAL_TOPIC)
                    .orElseThrow(() -> new WorldException(Refusal.TOPIC_ID_INVALID));
            if (!chat.member(actorId).may(Right.DELETE_MESSAGES) && topic.creatorId() != actorId) {
                throw new WorldException(Refusal.TOPIC_DELETION_FORBIDDEN);
            }
            of(chatId).remove(topicId);
            history.removeTopic(chatId, topicId);
            lock.tell(new WorldEvent.ChatChanged(chat));
        });
    }

    public Optional<Topic> find(long chatId, int topicId) {
        return lock.locked(() -> Optional.ofNullable(of(chatId).get(topicId)));
    }

    /** Lists the topics of a forum by id, General first. Empty for other chats. */
    public List<Topic> all(long chatId) {
        return lock.locked(() ->
                chats.get(chatId).settings().forum() ? List.copyOf(of(chatId).values()) : List.of());
    }

    /**
     * Chooses the topic of a message to be.
     *
     * @param wanted null for the answered message's topic, or General
     * @return null outside forums
     * @throws WorldException {@link Refusal#TOPIC_NOT_FOUND}, {@link Refusal#TOPIC_CLOSED}
     */
    @Nullable Integer forMessage(Chat chat, long userId, @Nullable Integer wanted, @Nullable Message answered) {
        if (!chat.settings().forum()) {
            return null;
        }
        var ofAnswered = answered == null ? null : answered.details().topicId();
        int id = wanted != null ? wanted : ofAnswered != null ? ofAnswered : GENERAL_TOPIC;
        var topic = find(chat.id(), id).orElseThrow(() -> new WorldException(Refusal.TOPIC_NOT_FOUND));
        if (topic.closed() && !manages(chat, userId, topic)) {
            throw new WorldException(Refusal.TOPIC_CLOSED);
        }
        return id;
    }

    private static boolean manages(Chat chat, long userId, Topic topic) {
        return chat.member(userId).may(Right.MANAGE_TOPICS)
                || (topic.id() != GENERAL_TOPIC && topic.creatorId() == userId);
    }

    private Chat forum(long chatId, long actorId) {
        var chat = chats.requirePresent(chatId, actorId);
        if (!chat.settings().forum()) {
            throw new WorldException(Refusal.NOT_A_FORUM);
        }
        return chat;
    }

    private Topic put(Topic topic) {
        of(topic.chatId()).put(topic.id(), topic);
        lock.tell(new WorldEvent.ChatChanged(chats.get(topic.chatId())));
        return topic;
    }

    private NavigableMap<Integer, Topic> of(long chatId) {
        return byChat.computeIfAbsent(chatId, _ -> {
            var topics = new TreeMap<Integer, Topic>();
            topics.put(
                    GENERAL_TOPIC, new Topic(chatId, GENERAL_TOPIC, "General", DEFAULT_COLOR, null, 0, false, false));
            return topics;
        });
    }
}
