package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Permission;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.Restriction;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.Role;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looking at chats and their members, letting in and putting out. */
final class ChatMethods {
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final World world;
    private final ChatFinder finder;

    private ChatMethods(World world) {
        this.world = world;
        this.finder = new ChatFinder(world);
    }

    static void addTo(MethodTable table, World world) {
        var methods = new ChatMethods(world);
        table.add("getChat", BotAction.LOOKING, methods::getChat)
                .add("getChatMember", BotAction.LOOKING, methods::getChatMember)
                .add("getChatAdministrators", BotAction.LOOKING, methods::getChatAdministrators)
                .add("getChatMemberCount", BotAction.LOOKING, methods::getChatMemberCount)
                .add("banChatMember", BotAction.RESTRICTING, methods::banChatMember)
                .add("unbanChatMember", BotAction.RESTRICTING, methods::unbanChatMember)
                .add("restrictChatMember", BotAction.RESTRICTING, methods::restrictChatMember)
                .add("promoteChatMember", BotAction.PROMOTING, methods::promoteChatMember)
                .add("setChatPermissions", BotAction.PERMITTING, methods::setChatPermissions)
                .add("leaveChat", BotAction.LOOKING, methods::leaveChat);
    }

    /** Private groups are seen from inside only. */
    private Chat visible(BotAccount bot, Parameters parameters) {
        var chat = finder.readable(bot, parameters);
        return chat.username() == null ? world.chats().requirePresent(chat.id(), bot.id()) : chat;
    }

    private Chat group(BotAccount bot, Parameters parameters) {
        finder.find(bot, parameters);
        var chat = visible(bot, parameters);
        if (chat.kind() == ChatKind.PRIVATE) {
            throw BotApiException.badRequest("method is available for supergroup and channel chats only");
        }
        return chat;
    }

    private Object getChat(BotAccount bot, Parameters parameters) {
        return bot.renderer().fullChat(visible(bot, parameters));
    }

    private Object getChatMember(BotAccount bot, Parameters parameters) {
        long userId = parameters.requiredUserId();
        requireMet(bot, parameters, "member not found");
        finder.find(bot, parameters);
        var chat = visible(bot, parameters);
        var user = world.users().get(userId);
        return bot.renderer().member(chat, chat.member(user.id()));
    }

    /** Of people who never wrote to it a bot learns only that. */
    private void requireMet(BotAccount bot, Parameters parameters, String words) {
        try {
            finder.readable(bot, parameters);
        } catch (WorldException e) {
            throw e.refusal() == Refusal.BOT_CANNOT_START ? BotApiException.badRequest(words) : e;
        }
    }

    private Object getChatAdministrators(BotAccount bot, Parameters parameters) {
        requireMet(bot, parameters, "there are no administrators in the private chat");
        finder.find(bot, parameters);
        var chat = visible(bot, parameters);
        if (chat.kind() == ChatKind.PRIVATE) {
            throw BotApiException.badRequest("there are no administrators in the private chat");
        }
        return chat.present().stream()
                .filter(member -> member.role().administers())
                .filter(member -> member.userId() == bot.id()
                        || !world.users().get(member.userId()).bot())
                .map(member -> bot.renderer().member(chat, member))
                .toList();
    }

    private Object getChatMemberCount(BotAccount bot, Parameters parameters) {
        return visible(bot, parameters).present().size();
    }

    private Object banChatMember(BotAccount bot, Parameters parameters) {
        var chat = group(bot, parameters);
        long userId = parameters.requiredUserId();
        refuseOwner(chat, userId);
        world.members().ban(chat.id(), bot.id(), userId, until(parameters));
        return true;
    }

    private static void refuseOwner(Chat chat, long userId) {
        if (chat.member(userId).role() == Role.OWNER) {
            throw BotApiException.badRequest("can't remove chat owner");
        }
    }

    /** Telegram takes an end within 30 seconds or after a year for none. */
    @Nullable private Instant until(Parameters parameters) {
        long date = parameters.number("until_date").orElse(0L);
        var until = Instant.ofEpochSecond(Math.clamp(date, 0L, Integer.MAX_VALUE));
        var now = world.now();
        boolean endless = until.isBefore(now.plus(SHORTEST)) || until.isAfter(now.plus(LONGEST));
        return endless ? null : until;
    }

    private Object restrictChatMember(BotAccount bot, Parameters parameters) {
        var chat = group(bot, parameters);
        long userId = parameters.requiredUserId();
        var allowed = Permissions.read(parameters);
        refuseOwner(chat, userId);
        boolean unrestricted = allowed.size() == Permission.values().length;
        var restriction = unrestricted ? null : new Restriction(allowed, until(parameters));
        world.members().restrict(chat.id(), bot.id(), userId, restriction);
        return true;
    }

    private Object promoteChatMember(BotAccount bot, Parameters parameters) {
        var chat = group(bot, parameters);
        long userId = parameters.requiredUserId();
        var rights = Arrays.stream(Right.values())
                .filter(right -> parameters.flag(MemberRenderer.name(right)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Right.class)));
        boolean anonymous = parameters.flag("is_anonymous");
        if (anonymous) {
            rights.add(Right.MANAGE_CHAT);
        }
        if (userId == bot.id() && !rights.isEmpty()) {
            throw BotApiException.badRequest("can't promote self");
        }
        refuseOwner(chat, userId);
        world.members().promote(chat.id(), bot.id(), userId, rights, anonymous);
        return true;
    }

    private Object setChatPermissions(BotAccount bot, Parameters parameters) {
        var allowed = Permissions.read(parameters);
        world.chats().permit(group(bot, parameters).id(), bot.id(), allowed);
        return true;
    }

    private Object unbanChatMember(BotAccount bot, Parameters parameters) {
        var chat = group(bot, parameters);
        world.members().unban(chat.id(), bot.id(), parameters.requiredUserId(), !parameters.flag("only_if_banned"));
        return true;
    }

    private Object leaveChat(BotAccount bot, Parameters parameters) {
        var chat = finder.readable(bot, parameters);
        if (chat.kind() == ChatKind.PRIVATE) {
            throw BotApiException.badRequest("chat member status can't be changed in private chats");
        }
        world.members().leave(chat.id(), bot.id());
        return true;
    }
}
