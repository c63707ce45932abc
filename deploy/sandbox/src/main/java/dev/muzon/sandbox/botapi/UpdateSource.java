package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Author;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.TextEntity;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldListener;

/**
 * Turns what happens in the world into the updates one bot gets. Bots hear neither themselves nor each other; in groups
 * that they don't administer they hear only commands, answers to them and service messages (Telegram's privacy mode).
 */
final class UpdateSource implements WorldListener {
    private final World world;
    private final BotAccount bot;

    UpdateSource(World world, BotAccount bot) {
        this.world = world;
        this.bot = bot;
    }

    @Override
    public void on(WorldEvent event) {
        switch (event) {
            case WorldEvent.MessageSent(Message message) -> sent(message);
            case WorldEvent.MessageEdited(Message message) -> edited(message);
            case WorldEvent.ButtonPressed(var callback)
            when callback.botId() == bot.id() -> {
                var query = bot.renderer().callback(callback);
                bot.updates()
                        .add("callback_query", id -> new Shape.Update(id, null, null, null, null, query, null, null));
            }
            case WorldEvent.MemberChanged changed -> memberChanged(changed);
            default -> {}
        }
    }

    private void sent(Message message) {
        var chat = world.chats().get(message.chatId());
        if (!hears(chat, message)) {
            return;
        }
        var shape = bot.renderer().message(message);
        if (chat.kind() == ChatKind.CHANNEL) {
            bot.updates().add("channel_post", id -> new Shape.Update(id, null, null, shape, null, null, null, null));
        } else {
            bot.updates().add("message", id -> new Shape.Update(id, shape, null, null, null, null, null, null));
        }
    }

    private void edited(Message message) {
        var chat = world.chats().get(message.chatId());
        if (message.edited() == null || !hears(chat, message)) {
            return;
        }
        var shape = bot.renderer().message(message);
        if (chat.kind() == ChatKind.CHANNEL) {
            bot.updates()
                    .add("edited_channel_post", id -> new Shape.Update(id, null, null, null, shape, null, null, null));
        } else {
            bot.updates().add("edited_message", id -> new Shape.Update(id, null, shape, null, null, null, null, null));
        }
    }

    private void memberChanged(WorldEvent.MemberChanged changed) {
        var chat = changed.chat();
        var shape = new Shape.ChatMemberUpdated(
                bot.renderer().chat(chat),
                bot.renderer().user(changed.actorId()),
                changed.after().since().getEpochSecond(),
                bot.renderer().member(chat, changed.before()),
                bot.renderer().member(chat, changed.after()));
        if (changed.after().userId() == bot.id()) {
            bot.updates().add("my_chat_member", id -> new Shape.Update(id, null, null, null, null, null, shape, null));
        } else if (chat.member(bot.id()).role().administers()) {
            bot.updates().add("chat_member", id -> new Shape.Update(id, null, null, null, null, null, null, shape));
        }
    }

    private boolean hears(Chat chat, Message message) {
        if (!chat.has(bot.id())) {
            return false;
        }
        if (message.author() instanceof Author.ByUser(long author)
                && world.users().get(author).bot()) {
            return false;
        }
        return chat.kind() != ChatKind.SUPERGROUP
                || chat.member(bot.id()).role().administers()
                || message.action() != null
                || message.entities().stream().anyMatch(entity -> entity.type() == TextEntity.Type.BOT_COMMAND)
                || answersBot(message);
    }

    private boolean answersBot(Message message) {
        var replyTo = message.replyTo();
        return replyTo != null
                && world.messages()
                        .find(message.chatId(), replyTo)
                        .filter(answered -> answered.author().is(bot.id()))
                        .isPresent();
    }
}
