package dev.muzon.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every chat's history. */
public final class Messages {
    private final WorldLock lock;
    private final Chats chats;
    private final Users users;
    private final History history;
    private final PostingRules rules;
    private final SlowMode slowMode;

    Messages(WorldLock lock, Chats chats, Users users, History history, PostingRules rules, SlowMode slowMode) {
        this.lock = lock;
        this.chats = chats;
        this.users = users;
        this.history = history;
        this.rules = rules;
        this.slowMode = slowMode;
    }

    /**
     * Writes in a chat, in the name of the user, the group (anonymous admins) or the user's channel. A channel's post
     * is forwarded into its discussion group as well.
     *
     * @throws WorldException {@link Refusal#NOT_A_MEMBER}, {@link Refusal#BANNED},
     * {@link Refusal#CHANNEL_ADMIN_REQUIRED}, {@link Refusal#MESSAGE_EMPTY}, {@link Refusal#REPLY_NOT_FOUND},
     * {@link Refusal#QUOTE_INVALID}, {@link Refusal#SLOW_MODE}, a missing permission, or a topic's refusal
     */
    public Message send(long chatId, long userId, NewMessage message) {
        return send(chatId, userId, List.of(message)).getFirst();
    }

    /** Sends several messages as an album, or none of them. Throws as {@link #send}. */
    public List<Message> sendAlbum(long chatId, long userId, List<NewMessage> messages) {
        return lock.locked(() -> {
            var albumId = Long.toString(lock.nextId() << 14);
            return send(
                    chatId,
                    userId,
                    messages.stream()
                            .map(one -> one.details(one.details().album(albumId)))
                            .toList());
        });
    }

    private List<Message> send(long chatId, long userId, List<NewMessage> messages) {
        return lock.locked(() -> {
            var chat = chats.requirePresent(chatId, userId);
            var details = messages.stream()
                    .map(message -> rules.check(chat, userId, message))
                    .toList();
            slowMode.note(chatId, userId);
            var sent = new ArrayList<Message>();
            for (int i = 0; i < messages.size(); i++) {
                sent.add(append(chat, userId, messages.get(i), details.get(i)));
            }
            sent.forEach(one -> forwardToDiscussion(chat, one));
            return sent;
        });
    }

    /**
     * Forwards a message to a chat.
     *
     * @param topicId where in a forum. Null for General
     * @throws WorldException as {@link #send}, and {@link Refusal#MESSAGE_NOT_FOUND}
     */
    public Message forward(long fromChatId, int messageId, long toChatId, long userId, @Nullable Integer topicId) {
        return lock.locked(() -> {
            var from = chats.requirePresent(fromChatId, userId);
            var original = get(fromChatId, messageId);
            var details = MessageDetails.NONE.topic(topicId).forwarded(ForwardOrigin.of(original, from.kind()));
            var copy = NewMessage.text(original.text())
                    .entities(original.entities())
                    .details(details);
            return send(toChatId, userId, copy.media(original.media()));
        });
    }

    private Message append(Chat chat, long userId, NewMessage message, MessageDetails details) {
        var asChat = message.asChat();
        var reply = message.reply();
        boolean inChatsName =
                chat.kind() == ChatKind.CHANNEL || chat.member(userId).anonymous();
        var author = inChatsName ? Author.chat(chat.id()) : Author.user(userId);
        var date = message.date();
        return history.append(new Message(
                chat.id(),
                history.nextId(chat),
                asChat == null ? author : Author.chat(asChat),
                date == null ? lock.now() : date,
                message.text(),
                entities(message.text(), message.entities()),
                message.media(),
                reply == null || details.externalReply() != null ? null : (Integer) reply.messageId(),
                message.keyboard(),
                null,
                null,
                details));
    }

    /**
     * Completes entities. A mention of somebody unknown is plain text, as Telegram promises no more for people that a
     * bot never met.
     */
    private List<TextEntity> entities(String text, List<TextEntity> given) {
        var known = given.stream()
                .filter(entity ->
                        entity.userId() == null || users.find(entity.userId()).isPresent())
                .toList();
        return EntityFinder.complete(text, known);
    }

    private void forwardToDiscussion(Chat channel, Message post) {
        var groupId = channel.settings().linkedChat();
        if (channel.kind() != ChatKind.CHANNEL || groupId == null) {
            return;
        }
        var group = chats.get(groupId);
        var topicId = group.settings().forum() ? (Integer) MessageDetails.GENERAL_TOPIC : null;
        var details = post.details()
                .topic(topicId)
                .automatically(new ForwardOrigin.ByChannel(post.date(), channel.id(), post.id(), null));
        history.append(new Message(
                groupId,
                history.nextId(group),
                post.author(),
                lock.now(),
                post.text(),
                post.entities(),
                post.media(),
                null,
                null,
                null,
                null,
                details));
    }

    /**
     * Changes the words (or the caption) and the keyboard.
     *
     * @throws WorldException {@link Refusal#MESSAGE_NOT_FOUND}, {@link Refusal#MESSAGE_NOT_YOURS},
     * {@link Refusal#MESSAGE_NOT_MODIFIED}, {@link Refusal#MESSAGE_EMPTY}, and as {@link Chats#requirePresent}
     */
    public Message edit(
            long chatId,
            long userId,
            int messageId,
            String text,
            List<TextEntity> entities,
            @Nullable Keyboard keyboard) {
        return edit(chatId, userId, messageId, text, entities, keyboard, null);
    }

    /** Changes the picture of a link, too. Throws as the other one. */
    public Message edit(
            long chatId,
            long userId,
            int messageId,
            String text,
            List<TextEntity> entities,
            @Nullable Keyboard keyboard,
            @Nullable String preview) {
        return lock.locked(() -> {
            var old = ownMessage(chatId, userId, messageId);
            if (text.isBlank() && old.media() == null) {
                throw new WorldException(Refusal.MESSAGE_EMPTY);
            }
            var complete = entities(text, entities);
            if (old.text().equals(text)
                    && old.entities().equals(complete)
                    && Objects.equals(old.keyboard(), keyboard)
                    && Objects.equals(old.details().preview(), preview)) {
                throw new WorldException(Refusal.MESSAGE_NOT_MODIFIED);
            }
            return history.replace(
                    old.with(text, complete, keyboard, lock.now()).previewing(preview));
        });
    }

    /** Changes the keyboard alone. Null takes it away. Throws as {@link #edit}. */
    public Message editKeyboard(long chatId, long userId, int messageId, @Nullable Keyboard keyboard) {
        return lock.locked(() -> {
            var old = ownMessage(chatId, userId, messageId);
            if (Objects.equals(old.keyboard(), keyboard)) {
                throw new WorldException(Refusal.MESSAGE_NOT_MODIFIED);
            }
            return history.replace(old.with(keyboard));
        });
    }

    /**
     * Deletes for everyone: the user's own messages, in private chats either side's, and with the right to it all.
     *
     * @throws WorldException {@link Refusal#MESSAGE_NOT_FOUND}, {@link Refusal#MESSAGE_NOT_YOURS}
     */
    public void delete(long chatId, long userId, int messageId) {
        lock.locked(() -> {
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
        return lock.locked(() -> Optional.ofNullable(history.of(chatId).get(messageId)));
    }

    /**
     * Returns a message.
     *
     * @throws WorldException {@link Refusal#MESSAGE_NOT_FOUND}
     */
    public Message get(long chatId, int messageId) {
        return find(chatId, messageId).orElseThrow(() -> new WorldException(Refusal.MESSAGE_NOT_FOUND));
    }

    /**
     * Returns a page of history, newest first.
     *
     * @param before only ids below this, {@link Integer#MAX_VALUE} for the newest
     */
    public List<Message> before(long chatId, int before, int limit) {
        return lock.locked(() -> history.of(chatId).headMap(before, false).descendingMap().values().stream()
                .limit(limit)
                .toList());
    }

    /** Returns all of it, oldest first. */
    public List<Message> all(long chatId) {
        return lock.locked(() -> new ArrayList<>(history.of(chatId).values()));
    }

    /** Returns the newest, if any is left. */
    public Optional<Message> last(long chatId) {
        return before(chatId, Integer.MAX_VALUE, 1).stream().findFirst();
    }

    /** Pins a message for everyone, or with null unpins. */
    public void pin(long chatId, long actorId, @Nullable Integer messageId) {
        lock.locked(() -> {
            var chat = chats.get(chatId);
            if (chat.kind() != ChatKind.PRIVATE && !mayPin(chats.requirePresent(chatId, actorId), actorId)) {
                throw new WorldException(Refusal.ADMIN_REQUIRED);
            }
            if (messageId == null) {
                chats.put(chat.withPinned(null));
                return;
            }
            var message = history.of(chatId).get(messageId);
            if (message == null) {
                throw new WorldException(Refusal.MESSAGE_NOT_FOUND);
            }
            chats.put(chat.withPinned(messageId));
            var topicId = message.details().topicId();
            history.announce(
                    chat,
                    actorId,
                    history.nextId(chat),
                    topicId == null ? MessageDetails.GENERAL_TOPIC : topicId,
                    new ServiceAction.MessagePinned(messageId));
        });
    }

    private boolean mayPin(Chat chat, long userId) {
        var member = chat.member(userId);
        return member.role().administers()
                ? member.may(Right.PIN_MESSAGES)
                : chat.permits(userId, Permission.PIN_MESSAGES, lock.now());
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
