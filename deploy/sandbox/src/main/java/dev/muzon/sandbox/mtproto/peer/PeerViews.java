package dev.muzon.sandbox.mtproto.peer;

import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Author;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Member;
import dev.muzon.sandbox.world.Restriction;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.Role;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.VoiceChat;
import dev.muzon.sandbox.world.World;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Users and chats as one user sees them. */
public final class PeerViews {
    /** The date that means no end of a ban or of rights. */
    public static final int FOR_EVER = Integer.MAX_VALUE;

    private final World world;

    public PeerViews(World world) {
        this.world = world;
    }

    World world() {
        return world;
    }

    public static TlObject userPeer(long userId) {
        return TlObject.of("peerUser").with("user_id", userId);
    }

    /** Returns the viewer's name for the chat: for a private one the other user. */
    public static TlObject peer(long viewerId, Chat chat) {
        return switch (chat.kind()) {
            case PRIVATE -> userPeer(chat.other(viewerId));
            case GROUP -> TlObject.of("peerChat").with("chat_id", chat.basicGroupId());
            case SUPERGROUP, CHANNEL -> channelPeer(chat.id());
        };
    }

    private static TlObject channelPeer(long chatId) {
        return TlObject.of("peerChannel").with("channel_id", Chat.CHANNEL_BASE - chatId);
    }

    public static TlObject author(Author author) {
        return switch (author) {
            case Author.ByUser(long id) -> userPeer(id);
            case Author.ByChat(long id) -> channelPeer(id);
        };
    }

    public static TlObject user(long viewerId, User user) {
        return TlObject.of("user")
                .flag("self", user.id() == viewerId)
                .flag("bot", user.bot())
                .with("id", user.id())
                .with("access_hash", user.accessHash())
                .with("first_name", user.firstName())
                .with("last_name", user.lastName())
                .with("username", user.username())
                .with("phone", user.id() == viewerId ? user.phone() : null)
                .with("status", user.bot() ? null : TlObject.of("userStatusRecently"))
                .with("bot_info_version", user.bot() ? 1 : null);
    }

    /** Renders a group or channel. Banned viewers see little more than its title. */
    public TlObject chat(long viewerId, Chat chat) {
        return chat.kind() == ChatKind.GROUP ? basicGroup(viewerId, chat) : channel(viewerId, chat);
    }

    private TlObject basicGroup(long viewerId, Chat chat) {
        Member viewer = chat.member(viewerId);
        if (viewer.role() == Role.BANNED) {
            return TlObject.of("chatForbidden").with("id", chat.basicGroupId()).with("title", chat.title());
        }
        VoiceChat call = world.voiceChats().activeIn(chat.id()).orElse(null);
        Chat supergroup = supergroup(chat);
        return TlObject.of("chat")
                .flag("creator", viewer.role() == Role.OWNER)
                .flag("left", !viewer.role().present())
                .flag("deactivated", supergroup != null)
                .flag("call_active", call != null)
                .flag("call_not_empty", call != null && !call.participants().isEmpty())
                .with("id", chat.basicGroupId())
                .with("title", chat.title())
                .with("photo", TlObject.of("chatPhotoEmpty"))
                .with("participants_count", chat.present().size())
                .with("date", seconds(created(chat)))
                .with("version", chat.version())
                .with("migrated_to", supergroup == null ? null : inputChannel(supergroup))
                .with("admin_rights", viewer.role().administers() ? adminRights(viewer) : null)
                .with("default_banned_rights", BannedRights.of(chat.settings().permissions()));
    }

    /** Returns the supergroup that a basic group became. Null when it is still one. */
    @Nullable Chat supergroup(Chat basicGroup) {
        Long id = basicGroup.settings().upgradedTo();
        return id == null ? null : world.chats().get(id);
    }

    private static TlObject inputChannel(Chat chat) {
        return TlObject.of("inputChannel").with("channel_id", chat.channelId()).with("access_hash", chat.accessHash());
    }

    /** Returns when the chat was made: nobody has been in it for longer than its first member. */
    private static Instant created(Chat chat) {
        return chat.members().values().stream()
                .map(Member::since)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** Returns how requests name the chat's voice chat. Null when none is on. */
    public @Nullable TlObject inputCall(Chat chat) {
        return world.voiceChats()
                .activeIn(chat.id())
                .map(call -> TlObject.of("inputGroupCall").with("id", call.id()).with("access_hash", call.accessHash()))
                .orElse(null);
    }

    private TlObject channel(long viewerId, Chat chat) {
        Member viewer = chat.member(viewerId);
        if (viewer.role() == Role.BANNED) {
            return TlObject.of("channelForbidden")
                    .flag("broadcast", chat.kind() == ChatKind.CHANNEL)
                    .flag("megagroup", chat.kind() == ChatKind.SUPERGROUP)
                    .with("id", chat.channelId())
                    .with("access_hash", chat.accessHash())
                    .with("title", chat.title());
        }
        VoiceChat call = world.voiceChats().activeIn(chat.id()).orElse(null);
        return TlObject.of("channel")
                .flag("creator", viewer.role() == Role.OWNER)
                .flag("left", !viewer.role().present())
                .flag("broadcast", chat.kind() == ChatKind.CHANNEL)
                .flag("megagroup", chat.kind() == ChatKind.SUPERGROUP)
                .flag("call_active", call != null)
                .flag("call_not_empty", call != null && !call.participants().isEmpty())
                .with("id", chat.channelId())
                .with("access_hash", chat.accessHash())
                .with("title", chat.title())
                .with("username", chat.username())
                .with("photo", TlObject.of("chatPhotoEmpty"))
                .with("date", seconds(viewer.since()))
                .with("admin_rights", viewer.role().administers() ? adminRights(viewer) : null)
                .with("banned_rights", bannedRights(viewer))
                .with("default_banned_rights", BannedRights.of(chat.settings().permissions()))
                .with("participants_count", chat.present().size());
    }

    private @Nullable TlObject bannedRights(Member viewer) {
        Restriction restriction = viewer.restriction();
        return restriction != null && viewer.restricted(world.now()) ? BannedRights.of(restriction) : null;
    }

    public static TlObject adminRights(Member member) {
        return TlObject.of("chatAdminRights")
                .flag("change_info", member.may(Right.CHANGE_INFO))
                .flag("post_messages", member.may(Right.POST_MESSAGES))
                .flag("delete_messages", member.may(Right.DELETE_MESSAGES))
                .flag("ban_users", member.may(Right.RESTRICT_MEMBERS))
                .flag("invite_users", member.may(Right.INVITE_USERS))
                .flag("pin_messages", member.may(Right.PIN_MESSAGES))
                .flag("add_admins", member.may(Right.PROMOTE_MEMBERS))
                .flag("manage_call", member.may(Right.MANAGE_VIDEO_CHATS))
                .flag("anonymous", member.anonymous())
                .flag("other", true);
    }

    /** Converts to Telegram's dates: whole seconds since 1970. */
    public static int seconds(Instant instant) {
        return (int) instant.getEpochSecond();
    }
}
