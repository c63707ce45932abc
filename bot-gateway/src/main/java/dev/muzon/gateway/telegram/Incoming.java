package dev.muzon.gateway.telegram;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.muzon.protocol.track.TrackQuery;
import org.jspecify.annotations.Nullable;

/** Something Telegram told the bot. Saved as JSON when it cannot be worked off at once. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Incoming.Command.class, name = "command"),
    @JsonSubTypes.Type(value = Incoming.ButtonPress.class, name = "button"),
    @JsonSubTypes.Type(value = Incoming.MemberChange.class, name = "member"),
    @JsonSubTypes.Type(value = Incoming.ChatUpgrade.class, name = "upgrade"),
    @JsonSubTypes.Type(value = Incoming.Ignored.class, name = "ignored")
})
public sealed interface Incoming {
    /** Telegram's own number of this update; grows. */
    int updateId();

    /** Things of one lane happen one after the other: the chat's id, 0 when there is no chat. */
    @JsonIgnore
    long lane();

    /** The dedupe id of everything that follows from this update. */
    @JsonIgnore
    default String dedupeId() {
        return "tg:" + updateId();
    }

    /**
     * A message that begins with a command.
     *
     * @param name lower case, without the slash
     * @param addressee the bot named after {@code @}, null when nobody was named
     * @param argument what follows, stripped; empty when nothing does
     * @param media the playable file of the message or of the one it replies to, null when there is none
     */
    record Command(
            int updateId,
            Conversation chat,
            Sender sender,
            int messageId,
            String name,
            @Nullable String addressee,
            String argument,
            TrackQuery.@Nullable TelegramFile media)
            implements Incoming {
        @Override
        public long lane() {
            return chat.id();
        }
    }

    /**
     * A press of an inline button.
     *
     * @param callbackId to be answered once, soon
     * @param chat null when Telegram no longer knows the message
     * @param messageId 0 when Telegram no longer knows the message
     * @param data what the button carried; hostile
     */
    record ButtonPress(
            int updateId, String callbackId, @Nullable Conversation chat, Sender sender, int messageId, String data)
            implements Incoming {
        @Override
        public long lane() {
            return chat == null ? 0 : chat.id();
        }
    }

    /**
     * Somebody's membership of a chat changed; possibly the bot's own.
     *
     * @param self whether it is the bot's
     */
    record MemberChange(int updateId, Conversation chat, long userId, Membership membership, boolean self)
            implements Incoming {
        @Override
        public long lane() {
            return chat.id();
        }
    }

    /**
     * A group became a supergroup: another chat to Telegram, the same to people.
     *
     * @param chat as it was
     * @param supergroup the id it goes by from now on
     */
    record ChatUpgrade(int updateId, Conversation chat, long supergroup) implements Incoming {
        @Override
        public long lane() {
            return chat.id();
        }
    }

    /** Nothing for us: plain talk, other bots, or something this version cannot read. */
    record Ignored(int updateId) implements Incoming {
        @Override
        public long lane() {
            return 0;
        }
    }
}
