package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Callback;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.InlineQuery;
import dev.muzon.sandbox.world.InviteLink;
import dev.muzon.sandbox.world.JoinPolicy;
import dev.muzon.sandbox.world.JoinRequest;
import dev.muzon.sandbox.world.Member;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.Permission;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.Topic;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The world in Telegram's JSON, as one bot sees it. */
final class Renderer {
    /** With all of these a basic group counts as one without special admins. */
    private static final Set<Permission> EVERYTHING = EnumSet.complementOf(EnumSet.of(Permission.MANAGE_TOPICS));

    private static final Map<String, Object> NO_GIFTS = Map.of(
            "unlimited_gifts",
            false,
            "limited_gifts",
            false,
            "unique_gifts",
            false,
            "premium_subscription",
            false,
            "gifts_from_channels",
            false);

    private final World world;
    private final long botId;
    private final MessageRenderer messages;
    private final MemberRenderer members;

    Renderer(World world, long botId) {
        this.world = world;
        this.botId = botId;
        this.messages = new MessageRenderer(world, this);
        this.members = new MemberRenderer(world, this, botId);
    }

    Shape.User user(long id) {
        return user(world.users().get(id));
    }

    Shape.User user(User user) {
        return new Shape.User(
                user.id(), user.bot(), user.firstName(), user.lastName(), user.username(), user.languageCode());
    }

    Map<String, Object> chat(Chat chat) {
        return brief(chat).build();
    }

    private JsonFields brief(Chat chat) {
        if (chat.kind() == ChatKind.PRIVATE) {
            var other = world.users().get(chat.other(botId));
            return new JsonFields()
                    .with("id", other.id())
                    .with("first_name", other.firstName())
                    .with("last_name", other.lastName())
                    .with("username", other.username())
                    .with("type", "private");
        }
        var json = new JsonFields()
                .with("id", chat.id())
                .with("title", chat.title())
                .with("username", chat.username())
                .flag("is_forum", chat.settings().forum())
                .with("type", type(chat.kind()));
        if (chat.kind() == ChatKind.GROUP) {
            json.with(
                            "all_members_are_administrators",
                            chat.settings().permissions().containsAll(EVERYTHING))
                    .with("accepted_gift_types", NO_GIFTS);
        }
        return json;
    }

    static String type(ChatKind kind) {
        return switch (kind) {
            case PRIVATE -> "private";
            case GROUP -> "group";
            case SUPERGROUP -> "supergroup";
            case CHANNEL -> "channel";
        };
    }

    Map<String, Object> fullChat(Chat chat) {
        var json = brief(chat);
        var settings = chat.settings();
        var username = chat.kind() == ChatKind.PRIVATE
                ? world.users().get(chat.other(botId)).username()
                : chat.username();
        var invite = chat.member(botId).may(Right.INVITE_USERS) ? chat.inviteHash() : null;
        json.with("active_usernames", username == null ? null : List.of(username))
                .with("invite_link", invite == null ? null : InviteUrls.url(invite))
                .with("accepted_gift_types", NO_GIFTS);
        if (chat.kind().isGroup()) {
            json.with("permissions", MemberRenderer.permissions(settings.permissions()));
        }
        if (chat.kind() == ChatKind.SUPERGROUP) {
            json.flag("join_by_request", settings.joinPolicy() == JoinPolicy.APPROVAL)
                    .with(
                            "slow_mode_delay",
                            settings.slowMode().isZero()
                                    ? null
                                    : settings.slowMode().toSeconds());
        }
        json.with("linked_chat_id", settings.linkedChat());
        if (chat.pinned() != null) {
            json.with("pinned_message", messages.embedded(chat.id(), chat.pinned()));
        }
        return json.with("max_reaction_count", 11).with("accent_color_id", 0).build();
    }

    Map<String, Object> message(Message message) {
        return messages.message(message);
    }

    Shape.CallbackQuery callback(Callback callback) {
        var message = world.messages()
                .find(callback.chatId(), callback.messageId())
                .map(this::message)
                .orElseGet(() -> inaccessible(callback));
        return new Shape.CallbackQuery(
                callback.id(),
                user(callback.userId()),
                message,
                Long.toString(callback.chatId() * 31),
                callback.data());
    }

    private Map<String, Object> inaccessible(Callback callback) {
        return new JsonFields()
                .with("message_id", callback.messageId())
                .with("chat", chat(world.chats().get(callback.chatId())))
                .with("date", 0)
                .build();
    }

    Map<String, Object> inlineQuery(InlineQuery query) {
        return new JsonFields()
                .with("id", query.id())
                .with("from", user(query.userId()))
                .with("chat_type", type(query.chatKind()))
                .with("query", query.text())
                .with("offset", "")
                .build();
    }

    Map<String, Object> chosenResult(InlineQuery query, String resultId) {
        return new JsonFields()
                .with("from", user(query.userId()))
                .with("query", query.text())
                .with("result_id", resultId)
                .build();
    }

    Map<String, Object> member(Chat chat, Member member) {
        return members.member(chat, member);
    }

    Map<String, Object> memberChanged(WorldEvent.MemberChanged changed) {
        var chat = changed.chat();
        var joinedBy =
                changed.before().role().present() ? null : changed.after().joinedBy();
        var link = joinedBy == null ? null : link(joinedBy.inviteHash());
        return new JsonFields()
                .with("chat", chat(chat))
                .with("from", user(changed.actorId()))
                .with("date", changed.after().since().getEpochSecond())
                .with("old_chat_member", member(chat, changed.before()))
                .with("new_chat_member", member(chat, changed.after()))
                .with("invite_link", link)
                .flag("via_join_request", joinedBy != null && joinedBy.byRequest())
                .build();
    }

    Map<String, Object> joinRequest(JoinRequest request) {
        return new JsonFields()
                .with("chat", chat(world.chats().get(request.chatId())))
                .with("from", user(request.userId()))
                .with("user_chat_id", request.userId())
                .with("date", request.date().getEpochSecond())
                .with("invite_link", link(request.inviteHash()))
                .build();
    }

    @Nullable private Map<String, Object> link(@Nullable String hash) {
        return hash == null
                ? null
                : world.inviteLinks().find(hash).map(this::inviteLink).orElse(null);
    }

    Map<String, Object> inviteLink(InviteLink link) {
        var terms = link.terms();
        long waiting = world.joining().requests(link.chatId()).stream()
                .filter(request -> link.hash().equals(request.inviteHash()))
                .count();
        return new JsonFields()
                .with("invite_link", InviteUrls.url(link, botId))
                .with("name", terms.name().isEmpty() ? null : terms.name())
                .with("creator", user(link.creatorId()))
                .with(
                        "expire_date",
                        terms.expires() == null ? null : terms.expires().getEpochSecond())
                .with("member_limit", terms.memberLimit() == 0 ? null : terms.memberLimit())
                .with("pending_join_request_count", waiting == 0 ? null : waiting)
                .with("creates_join_request", terms.createsJoinRequest())
                .with("is_primary", link.primary())
                .with("is_revoked", link.revoked())
                .build();
    }

    static Map<String, Object> topic(Topic topic) {
        return new JsonFields()
                .with("message_thread_id", topic.id())
                .with("name", topic.name())
                .with("icon_color", topic.iconColor())
                .with("icon_custom_emoji_id", topic.iconEmojiId())
                .build();
    }
}
