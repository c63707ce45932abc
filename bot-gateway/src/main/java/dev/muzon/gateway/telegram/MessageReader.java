package dev.muzon.gateway.telegram;

import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reader of messages: commands, albums, private talk, and the news that a group or its voice chat changed.
 */
final class MessageReader {
    /** The entity that Telegram marked, which is bounded, unlike the message. */
    private static final Pattern COMMAND =
            Pattern.compile("/(?<name>[\\w\\p{IsCyrillic}]{1,32}+)(?:@(?<addressee>\\w{1,64}+))?+");

    private static final int LONGEST_ALBUM_ID = 64;

    /** The kinds of content that a person sends, as opposed to news about the chat. */
    private static final List<String> SAYS_SOMETHING = List.of(
            "text",
            "sticker",
            "audio",
            "voice",
            "video",
            "video_note",
            "animation",
            "photo",
            "document",
            "contact",
            "location",
            "poll",
            "dice",
            "story");

    private final long botId;

    MessageReader(long botId) {
        this.botId = botId;
    }

    Optional<Incoming> read(int updateId, Fields message) {
        var chat = Actors.conversation(message.requiredObject("chat"));
        var supergroup = message.number("migrate_to_chat_id");
        if (supergroup.isPresent()) {
            return Optional.of(new Incoming.ChatUpgrade(updateId, chat, supergroup.getAsLong()));
        }
        if (message.has("video_chat_started")) {
            return Optional.of(new Incoming.VoiceChatStarted(updateId, chat));
        }
        if (message.has("video_chat_ended")) {
            return Optional.of(new Incoming.VoiceChatEnded(updateId, chat));
        }
        return command(updateId, message, chat, "date")
                .map(Incoming.class::cast)
                .or(() -> memberChange(updateId, message, chat))
                .or(() -> chat.isPrivate() ? privateTalk(updateId, message, chat) : albumItem(updateId, message, chat));
    }

    /** Reads a message that was edited. It says something only when it is a command now. */
    Optional<Incoming> readEdited(int updateId, Fields message) {
        var chat = Actors.conversation(message.requiredObject("chat"));
        Instant sent = time(message, "date");
        return sent == null
                ? Optional.empty()
                : command(updateId, message, chat, "edit_date")
                        .filter(command -> command.sentAt() != null)
                        .map(command -> new Incoming.EditedCommand(command, sent));
    }

    /**
     * Reads who came or went. Only administrators hear of it in another way, and this one does not tell a ban from a
     * removal. Of several who were added together the first one counts. Of the bot itself there is better news.
     */
    private Optional<Incoming> memberChange(int updateId, Fields message, Conversation chat) {
        return message.object("left_chat_member")
                .map(left -> memberChange(updateId, message, chat, left, Membership.ABSENT))
                .or(() -> message.objects("new_chat_members")
                        .filter(this::isOther)
                        .findFirst()
                        .map(joined -> memberChange(updateId, message, chat, joined, Membership.MEMBER)))
                .filter(change -> change.userId() != botId)
                .map(Incoming.class::cast);
    }

    private boolean isOther(Fields user) {
        return user.number("id").orElse(botId) != botId;
    }

    private static Incoming.MemberChange memberChange(
            int updateId, Fields message, Conversation chat, Fields user, Membership membership) {
        return new Incoming.MemberChange(
                updateId,
                chat,
                user.requiredNumber("id"),
                membership,
                false,
                null,
                null,
                message.object("from").flatMap(Actors::person).orElse(null));
    }

    /** Reads what a person says in a private chat. Telegram's own messages about the chat say nothing to us. */
    private static Optional<Incoming> privateTalk(int updateId, Fields message, Conversation chat) {
        return Actors.sender(message, chat)
                .filter(_ -> SAYS_SOMETHING.stream().anyMatch(message::has))
                .map(sender -> new Incoming.PrivateTalk(
                        updateId,
                        chat,
                        sender,
                        message.requiredInt("message_id"),
                        message.has("text") ? true : null,
                        MediaReader.note(message).orElse(null)));
    }

    /** Returns the topic of a forum that a message stands in, empty for General and for chats without topics. */
    static Optional<Integer> thread(Fields message) {
        return message.flag("is_topic_message")
                ? message.number("message_thread_id").stream()
                        .filter(id -> id > 0 && id <= Integer.MAX_VALUE)
                        .mapToObj(id -> (int) id)
                        .findFirst()
                : Optional.empty();
    }

    /**
     * Returns whether a message was forwarded: a forwarded command, or a channel's post in its linked group, commands
     * nothing.
     */
    private static boolean isForwarded(Fields message) {
        return message.has("forward_origin") || message.flag("is_automatic_forward");
    }

    /**
     * Reads a command.
     *
     * @param dated the field that says when a person said it
     */
    private Optional<Incoming.Command> command(int updateId, Fields message, Conversation chat, String dated) {
        if (isForwarded(message)) {
            return Optional.empty();
        }
        MessageText text = MessageText.of(message).orElse(MessageText.NOTHING);
        Optional<MessageText.Entity> marked =
                text.command().or(() -> viaUs(message) ? text.typedCommand() : Optional.empty());
        Matcher command = COMMAND.matcher(marked.map(text::of).orElse(""));
        if (marked.isEmpty() || !command.matches()) {
            return Optional.empty();
        }
        MessageText argument = text.after(marked.get());
        return Actors.sender(message, chat)
                .map(sender -> new Incoming.Command(
                        updateId,
                        chat,
                        sender,
                        message.requiredInt("message_id"),
                        command.group("name").toLowerCase(Locale.ROOT),
                        command.group("addressee"),
                        argument.text(),
                        MediaReader.playable(message)
                                .or(() -> repliedFile(message))
                                .orElse(null),
                        time(message, dated),
                        thread(message).orElse(null),
                        material(message, argument)));
    }

    /** Returns whether the bot wrote the message for a person, as the result of an inline query. */
    private boolean viaUs(Fields message) {
        return message.object("via_bot")
                .filter(bot -> bot.number("id").orElse(0) == botId)
                .isPresent();
    }

    private static @Nullable Instant time(Fields message, String field) {
        return message.number(field).stream()
                .filter(seconds -> seconds > 0 && seconds <= Integer.MAX_VALUE)
                .mapToObj(Instant::ofEpochSecond)
                .findFirst()
                .orElse(null);
    }

    private Material material(Fields message, MessageText argument) {
        boolean attached = MediaReader.playable(message).isPresent();
        Optional<String> album = attached ? album(message) : replied(message).flatMap(MessageReader::album);
        return new Material(
                attached,
                album.orElse(null),
                LinkReader.links(argument),
                reply(message).orElse(null),
                (attached || !showsSomething(message)) ? null : true);
    }

    private static boolean showsSomething(Fields message) {
        return message.has("document") || message.has("photo");
    }

    private static Optional<TelegramFile> repliedFile(Fields message) {
        return replied(message)
                .flatMap(MediaReader::playable)
                .or(() -> message.object("external_reply").flatMap(MediaReader::playable));
    }

    /**
     * Returns the message that was answered. Every message in a topic answers the one that opened it, which no person
     * meant.
     */
    private static Optional<Fields> replied(Fields message) {
        return message.object("reply_to_message").filter(it -> !it.has("forum_topic_created"));
    }

    private Optional<Material.Reply> reply(Fields message) {
        Optional<Fields> replied = replied(message);
        Optional<Fields> external = message.object("external_reply");
        if (replied.isEmpty() && external.isEmpty()) {
            return Optional.empty();
        }
        boolean ours = replied.filter(this::isOurs).isPresent();
        MessageText quote = message.object("quote").flatMap(MessageText::of).orElse(MessageText.NOTHING);
        MessageText whole = replied.flatMap(MessageText::of).orElse(MessageText.NOTHING);
        List<String> links = Stream.of(quote, whole)
                .flatMap(text -> LinkReader.links(text).stream())
                .distinct()
                .toList();
        return Optional.of(new Material.Reply(
                ours ? List.of() : links,
                ours ? "" : words(quote, whole),
                replied.isEmpty(),
                ours ? own(replied.orElseThrow()) : null,
                replied.flatMap(it -> it.object("from")).flatMap(Actors::person).orElse(null)));
    }

    private static @Nullable Integer own(Fields message) {
        OptionalLong id = message.number("message_id");
        return id.isPresent() ? (Integer) (int) id.getAsLong() : null;
    }

    /** Returns whether the bot wrote the answered message, which is about music that was asked for already. */
    private boolean isOurs(Fields replied) {
        return replied.object("from")
                .flatMap(from -> from.number("id").stream().boxed().findFirst())
                .filter(id -> id == botId)
                .isPresent();
    }

    /** Returns the words that may name a song. Of a command those are what it asks for, and never its name. */
    private static String words(MessageText quote, MessageText whole) {
        MessageText meant = quote.text().isEmpty() ? whole : quote;
        String words =
                Blanks.oneLine(meant.command().map(meant::after).orElse(meant).text());
        return words.codePointCount(0, words.length()) <= Material.MAX_WORDS ? words : "";
    }

    private static Optional<Incoming> albumItem(int updateId, Fields message, Conversation chat) {
        return album(message)
                .flatMap(album -> MediaReader.playable(message)
                        .map(file -> new Incoming.AlbumItem(
                                updateId, chat, message.requiredInt("message_id"), album, file)));
    }

    private static Optional<String> album(Fields message) {
        return message.text("media_group_id").filter(id -> !id.isEmpty() && id.length() <= LONGEST_ALBUM_ID);
    }
}
