package dev.muzon.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every chat's history. */
public final class Messages {
    private final WorldLock lock;
    private final Chats chats;
    private final Topics topics;
    private final Map<List<Long>, Instant> lastWritten = new HashMap<>();
    private final History history;

    Messages(WorldLock lock, Chats chats, Topics topics, History history) {
        this.lock = lock;
        this.chats = chats;
        this.topics = topics;
        this.history = history;
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
                    .map(message -> checked(chat, userId, message))
                    .toList();
            lastWritten.put(List.of(chatId, userId), lock.now());
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

    /** Checks that the message may be written, and completes its details. */
    private MessageDetails checked(Chat chat, long userId, NewMessage message) {
        if (chat.settings().upgradedTo() != null) {
            throw new WorldException(Refusal.CHAT_UPGRADED);
        }
        if (chat.kind() == ChatKind.CHANNEL && !chat.member(userId).may(Right.POST_MESSAGES)) {
            throw new WorldException(Refusal.CHANNEL_ADMIN_REQUIRED);
        }
        if (!chat.permits(userId, Permission.toSend(message.media()), lock.now())) {
            throw new WorldException(forbidden(message.media()));
        }
        if (message.text().isBlank() && message.media() == null) {
            throw new WorldException(Refusal.MESSAGE_EMPTY);
        }
        var asChat = message.asChat();
        if (asChat != null && chats.get(asChat).member(userId).role() != Role.OWNER) {
            throw new WorldException(Refusal.ADMIN_REQUIRED);
        }
        var reply = message.reply();
        var answered = reply == null ? null : answered(chat, userId, reply);
        var sameChat = answered != null && answered.chatId() == chat.id() ? answered : null;
        var topicId = topics.forMessage(chat, userId, message.details().topicId(), sameChat);
        checkSlowMode(chat, userId);
        var details = message.details().topic(topicId);
        if (reply == null || answered == null) {
            return details;
        }
        var quoted = details.quotes(quote(answered, reply));
        boolean here =
                sameChat != null && Objects.equals(topicId, sameChat.details().topicId());
        return here
                ? quoted.thread(thread(chat, answered))
                : quoted.answers(
                        ExternalReply.to(answered, chats.get(answered.chatId()).kind()));
    }

    private Message answered(Chat chat, long userId, ReplyTarget reply) {
        var other = reply.chatId();
        long in = other == null ? chat.id() : other;
        if (in != chat.id() && chats.get(in).username() == null) {
            chats.requirePresent(in, userId);
        }
        return find(in, reply.messageId()).orElseThrow(() -> new WorldException(Refusal.REPLY_NOT_FOUND));
    }

    @Nullable private static Quote quote(Message answered, ReplyTarget reply) {
        var text = reply.quote();
        if (text == null || text.isEmpty()) {
            return null;
        }
        int after = answered.text().indexOf(text, Math.max(0, reply.quotePosition()));
        int found = after >= 0 ? after : answered.text().indexOf(text);
        if (found < 0) {
            throw new WorldException(Refusal.QUOTE_INVALID);
        }
        return new Quote(text, List.of(), found);
    }

    private static Refusal forbidden(@Nullable Media media) {
        if (media == null) {
            return Refusal.TEXT_FORBIDDEN;
        }
        return switch (media.kind()) {
            case AUDIO -> Refusal.MUSIC_FORBIDDEN;
            case VOICE -> Refusal.VOICE_FORBIDDEN;
            case VIDEO -> Refusal.VIDEO_FORBIDDEN;
            case DOCUMENT -> Refusal.DOCUMENTS_FORBIDDEN;
            case PHOTO -> Refusal.PHOTOS_FORBIDDEN;
        };
    }

    private void checkSlowMode(Chat chat, long userId) {
        if (slowModeLeft(chat, userId).isPositive()) {
            throw new WorldException(Refusal.SLOW_MODE);
        }
    }

    /** Returns how long a member still has to wait in slow mode. Zero for admins and elsewhere. */
    public Duration slowModeLeft(Chat chat, long userId) {
        return lock.locked(() -> {
            var last = lastWritten.get(List.of(chat.id(), userId));
            if (last == null || chat.member(userId).role().administers()) {
                return Duration.ZERO;
            }
            var left = Duration.between(lock.now(), last.plus(chat.settings().slowMode()));
            return left.isNegative() ? Duration.ZERO : left;
        });
    }

    /** Returns the first message of a thread, which replies form in a supergroup without topics. */
    @Nullable private static Integer thread(Chat chat, @Nullable Message answered) {
        if (answered == null
                || chat.kind() != ChatKind.SUPERGROUP
                || chat.settings().forum()) {
            return null;
        }
        var first = answered.details().threadId();
        return first != null ? first : (Integer) answered.id();
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
                .filter(entity -> entity.userId() == null || chats.knows(entity.userId()))
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
        return lock.locked(() -> {
            var old = ownMessage(chatId, userId, messageId);
            if (text.isBlank() && old.media() == null) {
                throw new WorldException(Refusal.MESSAGE_EMPTY);
            }
            var complete = entities(text, entities);
            if (old.text().equals(text)
                    && old.entities().equals(complete)
                    && Objects.equals(old.keyboard(), keyboard)) {
                throw new WorldException(Refusal.MESSAGE_NOT_MODIFIED);
            }
            return history.replace(old.with(text, complete, keyboard, lock.now()));
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
