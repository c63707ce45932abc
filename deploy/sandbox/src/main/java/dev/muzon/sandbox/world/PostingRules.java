package dev.muzon.sandbox.world;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The checks of a message before it is sent. To be used under the lock. */
final class PostingRules {
    private final WorldLock lock;
    private final Chats chats;
    private final Topics topics;
    private final History history;
    private final SlowMode slowMode;

    PostingRules(WorldLock lock, Chats chats, Topics topics, History history, SlowMode slowMode) {
        this.lock = lock;
        this.chats = chats;
        this.topics = topics;
        this.history = history;
        this.slowMode = slowMode;
    }

    /** Refuses what may not be written. Completes the details otherwise. */
    MessageDetails check(Chat chat, long userId, NewMessage message) {
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
        if (slowMode.left(chat, userId).isPositive()) {
            throw new WorldException(Refusal.SLOW_MODE);
        }
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
        var found = history.of(in).get(reply.messageId());
        if (found == null) {
            throw new WorldException(Refusal.REPLY_NOT_FOUND);
        }
        return found;
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
            case VIDEO, VIDEO_NOTE -> Refusal.VIDEO_FORBIDDEN;
            case DOCUMENT -> Refusal.DOCUMENTS_FORBIDDEN;
            case PHOTO -> Refusal.PHOTOS_FORBIDDEN;
        };
    }

    /** Replies in a supergroup without topics form a thread under the first message. */
    @Nullable private static Integer thread(Chat chat, @Nullable Message answered) {
        if (answered == null
                || chat.kind() != ChatKind.SUPERGROUP
                || chat.settings().forum()) {
            return null;
        }
        var first = answered.details().threadId();
        return first != null ? first : (Integer) answered.id();
    }
}
