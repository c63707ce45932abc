package dev.muzon.gateway.telegram;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One update from Telegram, as far as the gateway cares. Saved as JSON when it cannot be worked off at once, so a
 * component that was added later is nullable or has a default.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Incoming.Command.class, name = "command"),
    @JsonSubTypes.Type(value = Incoming.EditedCommand.class, name = "edited-command"),
    @JsonSubTypes.Type(value = Incoming.PrivateTalk.class, name = "private-talk"),
    @JsonSubTypes.Type(value = Incoming.AlbumItem.class, name = "album-item"),
    @JsonSubTypes.Type(value = Incoming.ButtonPress.class, name = "button"),
    @JsonSubTypes.Type(value = Incoming.InlineQuery.class, name = "inline-query"),
    @JsonSubTypes.Type(value = Incoming.MemberChange.class, name = "member"),
    @JsonSubTypes.Type(value = Incoming.JoinRequest.class, name = "join-request"),
    @JsonSubTypes.Type(value = Incoming.ChatUpgrade.class, name = "upgrade"),
    @JsonSubTypes.Type(value = Incoming.VoiceChatStarted.class, name = "voice-chat-started"),
    @JsonSubTypes.Type(value = Incoming.VoiceChatEnded.class, name = "voice-chat-ended"),
    @JsonSubTypes.Type(value = Incoming.Ignored.class, name = "ignored")
})
public sealed interface Incoming {
    /** Returns Telegram's own number of this update. Numbers grow. */
    int updateId();

    /**
     * Returns the lane of this update: the chat's id, 0 without a chat. Updates of one lane are handled one after the
     * other.
     */
    @JsonIgnore
    long lane();

    /** Returns the dedupe id of everything that follows from this update. */
    @JsonIgnore
    default String requestId(long bot) {
        return "tg:" + bot + ":" + updateId();
    }

    /**
     * A message that begins with a command.
     *
     * @param name lower case, without the slash
     * @param addressee the bot named after {@code @}, null when nobody was named
     * @param argument the text after the command without blanks around it, at most 4,096 characters, often empty
     * @param media the playable file of the message, else of the one it answers, null when there is none
     * @param sentAt when Telegram received it, null when that is not known
     * @param thread the forum topic it was written in, null for General and for chats without topics
     * @param material what else there is to play
     */
    record Command(
            int updateId,
            Conversation chat,
            Sender sender,
            int messageId,
            String name,
            @Nullable String addressee,
            String argument,
            @Nullable TelegramFile media,
            @Nullable Instant sentAt,
            @Nullable Integer thread,
            Material material)
            implements Incoming {
        /** Keeps our own titles from being tapped, and is copied with them. */
        private static final String WORD_JOINER = "\u2060";

        public Command {
            argument = argument.replace(WORD_JOINER, "");
            argument = argument.substring(0, Math.min(argument.length(), MessageText.MAX_LENGTH));
            // What an older version stored has no material.
            material = material == null ? Material.of(argument) : material;
        }

        @Override
        public long lane() {
            return chat.id();
        }
    }

    /**
     * A message that is a command after an edit.
     *
     * @param command as it reads now, with the time of the edit
     * @param sent the time of the message itself
     */
    record EditedCommand(Command command, Instant sent) implements Incoming {
        @Override
        public int updateId() {
            return command.updateId();
        }

        @Override
        public long lane() {
            return command.lane();
        }
    }

    /**
     * A message in a private chat that is not a command: words, a sticker, a song.
     *
     * @param written true for words and links, else null
     * @param note the voice or video note, null for anything else
     */
    record PrivateTalk(
            int updateId,
            Conversation chat,
            Sender sender,
            int messageId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean written,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TelegramFile note)
            implements Incoming {
        @Override
        public long lane() {
            return chat.id();
        }
    }

    /**
     * A playable file that was sent together with others, each in a separate message.
     *
     * @param album {@code media_group_id}, the same for all of them
     */
    record AlbumItem(int updateId, Conversation chat, int messageId, String album, TelegramFile file)
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
     * @param data what the button carried, at most 64 characters, hostile
     * @param thread the forum topic of the message, null for General and for chats without topics
     * @param label what the button said, null when Telegram no longer knows the message
     */
    record ButtonPress(
            int updateId,
            String callbackId,
            @Nullable Conversation chat,
            Sender sender,
            int messageId,
            String data,
            @Nullable Integer thread,
            @Nullable String label)
            implements Incoming {
        /** Telegram's own limit. */
        private static final int MAX_DATA = 64;

        public ButtonPress {
            data = data.substring(0, Math.min(data.length(), MAX_DATA));
            label = label == null ? null : Names.clean(label).orElse(null);
        }

        @Override
        public long lane() {
            return chat == null ? sender.id() : chat.id();
        }
    }

    /**
     * The words that a person types behind the bot's name, in any chat.
     *
     * @param queryId to be answered once, soon
     * @param text at most 256 characters, often empty
     * @param place the kind of chat in which they type, as Telegram names it. Null when it does not say
     */
    record InlineQuery(
            int updateId,
            String queryId,
            Sender sender,
            String text,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String place)
            implements Incoming {
        /** Telegram's own limit. */
        private static final int MAX_TEXT = 256;

        public InlineQuery {
            text = text.substring(0, Math.min(text.length(), MAX_TEXT));
        }

        public InlineQuery(int updateId, String queryId, Sender sender, String text) {
            this(updateId, queryId, sender, text, null);
        }

        /** Returns whether the chat is a group. */
        public boolean inGroup() {
            return "group".equals(place) || "supergroup".equals(place);
        }

        @Override
        public long lane() {
            return sender.id();
        }
    }

    /**
     * A change of a person's membership of a chat.
     *
     * @param self whether it is the bot's own
     * @param banned whether the person may not come back, null when that is not known
     * @param before the membership until then, null when that is not known
     * @param by the person who changed it, null for a bot and when that is not known
     */
    record MemberChange(
            int updateId,
            Conversation chat,
            long userId,
            Membership membership,
            boolean self,
            @Nullable Boolean banned,
            @Nullable Membership before,
            @Nullable Sender by)
            implements Incoming {
        /** Makes a change that is not a ban, by an unknown person. */
        public MemberChange(int updateId, Conversation chat, long userId, Membership membership, boolean self) {
            this(updateId, chat, userId, membership, self, false, null, null);
        }

        @JsonIgnore
        public boolean isBan() {
            return Boolean.TRUE.equals(banned);
        }

        /** Returns whether they are in, but perhaps as an administrator: an owner who comes back is one at once. */
        @JsonIgnore
        public boolean isOfUnknownRights() {
            return banned == null && membership == Membership.MEMBER;
        }

        /** Returns whether they came into the chat by this change. */
        @JsonIgnore
        public boolean isArrival() {
            return before != null && !before.isInside() && membership.isInside();
        }

        @Override
        public long lane() {
            return chat.id();
        }
    }

    /** A request to be let into a chat whose admins approve members. */
    record JoinRequest(int updateId, Conversation chat, long userId) implements Incoming {
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

    /** A voice chat that was started in a group. */
    record VoiceChatStarted(int updateId, Conversation chat) implements Incoming {
        @Override
        public long lane() {
            return chat.id();
        }
    }

    /** A voice chat that was ended in a group. */
    record VoiceChatEnded(int updateId, Conversation chat) implements Incoming {
        @Override
        public long lane() {
            return chat.id();
        }
    }

    /** An update without a use: plain talk in groups, other bots, or something this version cannot read. */
    record Ignored(int updateId) implements Incoming {
        @Override
        public long lane() {
            return 0;
        }
    }
}
