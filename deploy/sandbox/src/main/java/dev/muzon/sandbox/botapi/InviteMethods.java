package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.InviteLink;
import dev.muzon.sandbox.world.World;
import java.time.Instant;

/** Invite links, and the requests of users who wait for approval. */
final class InviteMethods {
    private static final int MAX_NAME = 32;
    private static final int MAX_MEMBERS = 99_999;

    private final World world;
    private final ChatFinder finder;

    private InviteMethods(World world) {
        this.world = world;
        this.finder = new ChatFinder(world);
    }

    static void addTo(MethodTable table, World world) {
        var methods = new InviteMethods(world);
        table.add("createChatInviteLink", BotAction.INVITING, methods::create)
                .add("editChatInviteLink", BotAction.INVITING, methods::edit)
                .add("revokeChatInviteLink", BotAction.INVITING, methods::revoke)
                .add("exportChatInviteLink", BotAction.INVITING, methods::export)
                .add("approveChatJoinRequest", BotAction.INVITING, methods::approve)
                .add("declineChatJoinRequest", BotAction.INVITING, methods::decline);
    }

    private Object create(BotAccount bot, Parameters parameters) {
        var chat = chat(bot, parameters);
        return bot.renderer().inviteLink(world.inviteLinks().create(chat.id(), bot.id(), terms(parameters)));
    }

    private Object edit(BotAccount bot, Parameters parameters) {
        var chat = chat(bot, parameters);
        return bot.renderer()
                .inviteLink(world.inviteLinks().edit(chat.id(), bot.id(), hash(parameters), terms(parameters)));
    }

    private Object revoke(BotAccount bot, Parameters parameters) {
        var chat = chat(bot, parameters);
        return bot.renderer().inviteLink(world.inviteLinks().revoke(chat.id(), bot.id(), hash(parameters)));
    }

    private Object export(BotAccount bot, Parameters parameters) {
        return InviteUrls.url(world.inviteLinks().renew(chat(bot, parameters).id(), bot.id()));
    }

    private Object approve(BotAccount bot, Parameters parameters) {
        world.joining().approve(chat(bot, parameters).id(), bot.id(), parameters.requiredUserId());
        return true;
    }

    private Object decline(BotAccount bot, Parameters parameters) {
        world.joining().decline(chat(bot, parameters).id(), bot.id(), parameters.requiredUserId());
        return true;
    }

    private Chat chat(BotAccount bot, Parameters parameters) {
        var chat = finder.find(bot, parameters);
        if (chat.kind() == ChatKind.PRIVATE) {
            throw BotApiException.badRequest("can't invite members to a private chat");
        }
        return world.chats().requirePresent(chat.id(), bot.id());
    }

    private InviteLink.Terms terms(Parameters parameters) {
        var name = parameters.text("name").orElse("").strip();
        if (name.length() > MAX_NAME) {
            name = name.substring(0, MAX_NAME);
        }
        long date = parameters.number("expire_date").orElse(0L);
        var expires = date <= 0 ? null : Instant.ofEpochSecond(date);
        if (expires != null && !expires.isAfter(world.now())) {
            throw BotApiException.badRequest("EXPIRE_DATE_INVALID");
        }
        int limit = Math.clamp(parameters.number("member_limit").orElse(0L), 0, MAX_MEMBERS);
        return new InviteLink.Terms(name, expires, limit, parameters.flag("creates_join_request"));
    }

    private static String hash(Parameters parameters) {
        return InviteUrls.hash(parameters.text("invite_link").orElse(""));
    }
}
