package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Author;
import dev.muzon.sandbox.world.Button;
import dev.muzon.sandbox.world.Callback;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Keyboard;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.Member;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.ServiceAction;
import dev.muzon.sandbox.world.TextEntity;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.World;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows the world to one bot in Telegram's JSON shapes. */
final class Renderer {
    /** Telegram's stand-in sender of messages that admins write in their group's name. */
    private static final Shape.User ANONYMOUS_ADMIN =
            new Shape.User(1_087_968_824L, true, "Group", null, "GroupAnonymousBot", null);

    /** Telegram's stand-in sender of messages that channels write in groups. */
    private static final Shape.User CHANNEL_BOT =
            new Shape.User(136_817_688L, true, "Channel", null, "Channel_Bot", null);

    private final World world;
    private final long botId;

    Renderer(World world, long botId) {
        this.world = world;
        this.botId = botId;
    }

    Shape.User user(long id) {
        return user(world.users().get(id));
    }

    Shape.User user(User user) {
        return new Shape.User(
                user.id(), user.bot(), user.firstName(), user.lastName(), user.username(), user.languageCode());
    }

    Shape.Chat chat(Chat chat) {
        if (chat.kind() == ChatKind.PRIVATE) {
            var other = world.users().get(chat.other(botId));
            return new Shape.Chat(other.id(), "private", null, other.username(), other.firstName(), other.lastName());
        }
        return new Shape.Chat(chat.id(), type(chat), chat.title(), chat.username(), null, null);
    }

    Shape.ChatFullInfo fullChat(Chat chat) {
        var brief = chat(chat);
        var pinned = chat.pinned() == null
                ? null
                : world.messages().find(chat.id(), chat.pinned()).orElse(null);
        var invite = chat.member(botId).may(Right.INVITE_USERS) ? chat.inviteHash() : null;
        return new Shape.ChatFullInfo(
                brief.id(),
                brief.type(),
                brief.title(),
                brief.username(),
                brief.firstName(),
                brief.lastName(),
                invite == null ? null : InviteLinks.url(invite),
                pinned == null ? null : message(pinned, false),
                brief.username() == null ? null : List.of(brief.username()),
                0,
                11);
    }

    private static String type(Chat chat) {
        return chat.kind() == ChatKind.SUPERGROUP ? "supergroup" : "channel";
    }

    Shape.Message message(Message message) {
        return message(message, true);
    }

    /** @param withReply a message that is itself shown inside another never shows what it answers */
    private Shape.Message message(Message message, boolean withReply) {
        var chat = world.chats().get(message.chatId());
        var media = message.media();
        var entities = message.entities().isEmpty() ? null : entities(message.entities());
        boolean hasText = !message.text().isEmpty();
        return new Shape.Message(
                message.id(),
                from(message, chat),
                message.author() instanceof Author.ByChat(long senderId)
                        ? chat(world.chats().get(senderId))
                        : null,
                chat(chat),
                message.date().getEpochSecond(),
                message.edited() == null ? null : message.edited().getEpochSecond(),
                withReply ? embedded(message.chatId(), message.replyTo()) : null,
                media == null && hasText ? message.text() : null,
                media == null ? entities : null,
                media != null && media.kind() == Media.Kind.AUDIO ? MediaShapes.audio(media.file()) : null,
                media != null && media.kind() == Media.Kind.VOICE ? MediaShapes.voice(media.file()) : null,
                media != null && media.kind() == Media.Kind.VIDEO ? MediaShapes.video(media.file()) : null,
                media != null && media.kind() == Media.Kind.DOCUMENT ? MediaShapes.document(media.file()) : null,
                media != null && media.kind() == Media.Kind.PHOTO ? MediaShapes.photo(media.file()) : null,
                media != null && hasText ? message.text() : null,
                media != null ? entities : null,
                keyboard(message.keyboard()),
                message.action() instanceof ServiceAction.MembersJoined(List<Long> ids)
                        ? ids.stream().map(this::user).toList()
                        : null,
                message.action() instanceof ServiceAction.MemberLeft(long id) ? user(id) : null,
                message.action() instanceof ServiceAction.MessagePinned(int id) ? embedded(message.chatId(), id) : null,
                message.action() instanceof ServiceAction.VoiceChatStarted ? new Shape.VideoChatStarted() : null,
                message.action() instanceof ServiceAction.VoiceChatEnded(long _, var lasted)
                        ? new Shape.VideoChatEnded(lasted.toSeconds())
                        : null);
    }

    private Shape.@Nullable User from(Message message, Chat chat) {
        return switch (message.author()) {
            case Author.ByUser(long id) -> user(id);
            case Author.ByChat(long id) when chat.kind() == ChatKind.CHANNEL -> null;
            case Author.ByChat(long id) -> id == chat.id() ? ANONYMOUS_ADMIN : CHANNEL_BOT;
        };
    }

    private Shape.@Nullable Message embedded(long chatId, @Nullable Integer messageId) {
        if (messageId == null) {
            return null;
        }
        return world.messages()
                .find(chatId, messageId)
                .map(found -> message(found, false))
                .orElse(null);
    }

    private List<Shape.MessageEntity> entities(List<TextEntity> entities) {
        return entities.stream()
                .map(entity -> new Shape.MessageEntity(
                        entity.type().name().toLowerCase(Locale.ROOT),
                        entity.offset(),
                        entity.length(),
                        entity.url(),
                        entity.userId() == null ? null : user(entity.userId()),
                        entity.language()))
                .toList();
    }

    private static Shape.@Nullable InlineKeyboard keyboard(@Nullable Keyboard keyboard) {
        if (keyboard == null) {
            return null;
        }
        return new Shape.InlineKeyboard(keyboard.rows().stream()
                .map(row -> row.stream().map(Renderer::button).toList())
                .toList());
    }

    private static Shape.Button button(Button button) {
        return new Shape.Button(button.text(), button.data(), button.url());
    }

    Shape.CallbackQuery callback(Callback callback) {
        return new Shape.CallbackQuery(
                callback.id(),
                user(callback.userId()),
                world.messages()
                        .find(callback.chatId(), callback.messageId())
                        .map(this::message)
                        .orElse(null),
                Long.toString(callback.chatId() * 31),
                callback.data());
    }

    Shape.ChatMember member(Chat chat, Member member) {
        var user = user(member.userId());
        return switch (member.role()) {
            case OWNER -> plain("creator", user, member.anonymous(), null);
            case ADMIN -> admin(user, member, chat);
            case MEMBER -> plain("member", user, null, null);
            case LEFT -> plain("left", user, null, null);
            case BANNED -> plain("kicked", user, null, 0L);
        };
    }

    private static Shape.ChatMember plain(
            String status, Shape.User user, @Nullable Boolean anonymous, @Nullable Long untilDate) {
        return new Shape.ChatMember(
                status, user, anonymous, null, null, null, null, null, null, null, null, null, null, untilDate);
    }

    private Shape.ChatMember admin(Shape.User user, Member member, Chat chat) {
        return new Shape.ChatMember(
                "administrator",
                user,
                member.anonymous(),
                chat.member(botId).may(Right.PROMOTE_MEMBERS),
                true,
                member.may(Right.CHANGE_INFO),
                chat.kind() == ChatKind.CHANNEL ? member.may(Right.POST_MESSAGES) : null,
                member.may(Right.DELETE_MESSAGES),
                member.may(Right.RESTRICT_MEMBERS),
                member.may(Right.INVITE_USERS),
                chat.kind() == ChatKind.SUPERGROUP ? member.may(Right.PIN_MESSAGES) : null,
                member.may(Right.PROMOTE_MEMBERS),
                member.may(Right.MANAGE_VIDEO_CHATS),
                null);
    }
}
