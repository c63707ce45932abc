package dev.muzon.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every chat's history. */
public final class Messages {
    private final Heart heart;
    private final Chats chats;
    private final History history;

    Messages(Heart heart, Chats chats, History history) {
        this.heart = heart;
        this.chats = chats;
        this.history = history;
    }

    /**
     * Writes in a chat, as oneself or, for anonymous admins, in the group's name.
     *
     * @throws WorldException {@link Refusal#NOT_A_MEMBER}, {@link Refusal#BANNED}, {@link Refusal#ADMIN_REQUIRED} in
     *     channels, {@link Refusal#MESSAGE_EMPTY}, {@link Refusal#REPLY_NOT_FOUND}
     */
    public Message send(long chatId, long userId, NewMessage message) {
        return heart.locked(() -> {
            var chat = chats.requirePresent(chatId, userId);
            if (chat.kind() == ChatKind.CHANNEL) {
                chats.require(chatId, userId, Right.POST_MESSAGES);
            }
            if (message.text().isBlank() && message.media() == null) {
                throw new WorldException(Refusal.MESSAGE_EMPTY);
            }
            var replyTo = message.replyTo();
            if (replyTo != null && find(chatId, replyTo).isEmpty()) {
                throw new WorldException(Refusal.REPLY_NOT_FOUND);
            }
            boolean inChatsName =
                    chat.kind() == ChatKind.CHANNEL || chat.member(userId).anonymous();
            return history.append(new Message(
                    chatId,
                    history.nextId(chat),
                    inChatsName ? Author.chat(chatId) : Author.user(userId),
                    heart.now(),
                    message.text(),
                    EntityFinder.complete(message.text(), message.entities()),
                    message.media(),
                    replyTo,
                    message.keyboard(),
                    null,
                    null));
        });
    }

    /**
     * New words (or a new caption) and a new keyboard.
     *
     * @throws WorldException {@link Refusal#MESSAGE_NOT_FOUND}, {@link Refusal#MESSAGE_NOT_YOURS},
     *     {@link Refusal#MESSAGE_NOT_MODIFIED}, {@link Refusal#MESSAGE_EMPTY}, and as {@link Chats#requirePresent}
     */
    public Message edit(
            long chatId,
            long userId,
            int messageId,
            String text,
            List<TextEntity> entities,
            @Nullable Keyboard keyboard) {
        return heart.locked(() -> {
            var old = ownMessage(chatId, userId, messageId);
            if (text.isBlank() && old.media() == null) {
                throw new WorldException(Refusal.MESSAGE_EMPTY);
            }
            var complete = EntityFinder.complete(text, entities);
            if (old.text().equals(text)
                    && old.entities().equals(complete)
                    && Objects.equals(old.keyboard(), keyboard)) {
                throw new WorldException(Refusal.MESSAGE_NOT_MODIFIED);
            }
            return history.replace(old.with(text, complete, keyboard, heart.now()));
        });
    }

    /** A new keyboard alone; null takes it away. Throws as {@link #edit}. */
    public Message editKeyboard(long chatId, long userId, int messageId, @Nullable Keyboard keyboard) {
        return heart.locked(() -> {
            var old = ownMessage(chatId, userId, messageId);
            if (Objects.equals(old.keyboard(), keyboard)) {
                throw new WorldException(Refusal.MESSAGE_NOT_MODIFIED);
            }
            return history.replace(old.with(keyboard));
        });
    }

    /**
     * Deletes for everyone: one's own, in private chats either's, and with the right to it anybody's.
     *
     * @throws WorldException {@link Refusal#MESSAGE_NOT_FOUND}, {@link Refusal#MESSAGE_NOT_YOURS}
     */
    public void delete(long chatId, long userId, int messageId) {
        heart.locked(() -> {
            var chat = chats.requirePresent(chatId, userId);
            var message = get(chatId, messageId);
            if (chat.kind() != ChatKind.PRIVATE
                    && !message.author().is(userId)
                    && !chat.member(userId).may(Right.DELETE_MESSAGES)) {
                throw new WorldException(Refusal.MESSAGE_NOT_YOURS);
            }
            history.remove(chatId, messageId);
        });
    }

    public Optional<Message> find(long chatId, int messageId) {
        return heart.locked(() -> Optional.ofNullable(history.of(chatId).get(messageId)));
    }

    /** @throws WorldException {@link Refusal#MESSAGE_NOT_FOUND} */
    public Message get(long chatId, int messageId) {
        return find(chatId, messageId).orElseThrow(() -> new WorldException(Refusal.MESSAGE_NOT_FOUND));
    }

    /**
     * A page of history, newest first.
     *
     * @param before only ids below this; {@link Integer#MAX_VALUE} for the newest
     */
    public List<Message> before(long chatId, int before, int limit) {
        return heart.locked(() -> history.of(chatId).headMap(before, false).descendingMap().values().stream()
                .limit(limit)
                .toList());
    }

    /** All of it, oldest first. */
    public List<Message> all(long chatId) {
        return heart.locked(() -> new ArrayList<>(history.of(chatId).values()));
    }

    /** The newest, if any is left. */
    public Optional<Message> last(long chatId) {
        return before(chatId, Integer.MAX_VALUE, 1).stream().findFirst();
    }

    private Message ownMessage(long chatId, long userId, int messageId) {
        var chat = chats.requirePresent(chatId, userId);
        var message = get(chatId, messageId);
        boolean own = message.author().is(userId)
                || (message.author() instanceof Author.ByChat
                        && chat.member(userId).role().administers());
        if (!own || message.action() != null) {
            throw new WorldException(Refusal.MESSAGE_NOT_YOURS);
        }
        return message;
    }
}
