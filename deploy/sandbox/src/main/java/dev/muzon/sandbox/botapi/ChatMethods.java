package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Role;
import dev.muzon.sandbox.world.World;

/** Looking at chats and their members, letting in and putting out. */
final class ChatMethods {
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
                .add("createChatInviteLink", BotAction.INVITING, methods::createChatInviteLink)
                .add("exportChatInviteLink", BotAction.INVITING, methods::exportChatInviteLink)
                .add("banChatMember", BotAction.RESTRICTING, methods::banChatMember)
                .add("unbanChatMember", BotAction.RESTRICTING, methods::unbanChatMember)
                .add("leaveChat", BotAction.LOOKING, methods::leaveChat);
    }

    /** Private groups are seen from inside only. */
    private Chat visible(BotAccount bot, Parameters parameters) {
        var chat = finder.find(bot, parameters);
        return chat.username() == null ? world.chats().requirePresent(chat.id(), bot.id()) : chat;
    }

    private Chat group(BotAccount bot, Parameters parameters) {
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
        var chat = visible(bot, parameters);
        var user = world.users().get(parameters.requiredNumber("user_id"));
        return bot.renderer().member(chat, chat.member(user.id()));
    }

    private Object getChatAdministrators(BotAccount bot, Parameters parameters) {
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

    private Object createChatInviteLink(BotAccount bot, Parameters parameters) {
        var chat = group(bot, parameters);
        var hash = world.chats().invite(chat.id(), bot.id());
        return new Shape.ChatInviteLink(InviteLinks.url(hash), bot.renderer().user(bot.id()), false, false, false);
    }

    private Object exportChatInviteLink(BotAccount bot, Parameters parameters) {
        return InviteLinks.url(world.chats().renewInvite(group(bot, parameters).id(), bot.id()));
    }

    private Object banChatMember(BotAccount bot, Parameters parameters) {
        var chat = group(bot, parameters);
        long userId = parameters.requiredNumber("user_id");
        if (chat.member(userId).role() == Role.OWNER) {
            throw BotApiException.badRequest("can't remove chat owner");
        }
        world.chats().ban(chat.id(), bot.id(), userId);
        return true;
    }

    private Object unbanChatMember(BotAccount bot, Parameters parameters) {
        var chat = group(bot, parameters);
        world.chats()
                .unban(chat.id(), bot.id(), parameters.requiredNumber("user_id"), !parameters.flag("only_if_banned"));
        return true;
    }

    private Object leaveChat(BotAccount bot, Parameters parameters) {
        var chat = finder.find(bot, parameters);
        if (chat.kind() == ChatKind.PRIVATE) {
            throw BotApiException.badRequest("chat member status can't be changed in private chats");
        }
        world.chats().leave(chat.id(), bot.id());
        return true;
    }
}
