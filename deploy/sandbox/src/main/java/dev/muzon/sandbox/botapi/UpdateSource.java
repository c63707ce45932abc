package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Author;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.JoinRequest;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.ServiceAction;
import dev.muzon.sandbox.world.TextEntity;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldListener;
import java.time.Duration;

/**
 * Conversion of the world's events into the updates that one bot gets. Bots hear neither themselves nor each other. In
 * groups that they don't administer they hear only commands, answers to them and service messages (Telegram's privacy
 * mode).
 */
final class UpdateSource implements WorldListener {
    private static final Duration TOO_OLD = Duration.ofDays(1);

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
            when callback.botId() == bot.id() ->
                bot.updates()
                        .add("callback_query", callback.chatId(), bot.renderer().callback(callback));
            case WorldEvent.MemberChanged changed -> memberChanged(changed);
            case WorldEvent.JoinRequested(var request) -> joinRequested(request);
            case WorldEvent.InlineQueried(var query)
            when query.botId() == bot.id() ->
                bot.updates().add("inline_query", query.userId(), bot.renderer().inlineQuery(query));
            case WorldEvent.InlineResultChosen(var query, var resultId)
            when query.botId() == bot.id() ->
                bot.updates()
                        .add(
                                "chosen_inline_result",
                                query.userId(),
                                bot.renderer().chosenResult(query, resultId));
            default -> {}
        }
    }

    private void sent(Message message) {
        var chat = world.chats().get(message.chatId());
        if (hears(chat, message)) {
            var kind = chat.kind() == ChatKind.CHANNEL ? "channel_post" : "message";
            bot.updates().add(kind, chat.id(), bot.renderer().message(message));
        }
    }

    private void edited(Message message) {
        var chat = world.chats().get(message.chatId());
        if (message.edited() != null && hears(chat, message)) {
            var kind = chat.kind() == ChatKind.CHANNEL ? "edited_channel_post" : "edited_message";
            bot.updates().add(kind, chat.id(), bot.renderer().message(message));
        }
    }

    private void memberChanged(WorldEvent.MemberChanged changed) {
        if (changed.after().userId() == bot.id()) {
            bot.updates()
                    .add("my_chat_member", changed.chat().id(), bot.renderer().memberChanged(changed));
        } else if (changed.chat().member(bot.id()).role().administers()) {
            bot.updates().add("chat_member", changed.chat().id(), bot.renderer().memberChanged(changed));
        }
    }

    private void joinRequested(JoinRequest request) {
        if (world.chats().get(request.chatId()).member(bot.id()).may(Right.INVITE_USERS)) {
            bot.updates()
                    .add("chat_join_request", request.chatId(), bot.renderer().joinRequest(request));
        }
    }

    private boolean hears(Chat chat, Message message) {
        if (!chat.has(bot.id()) || isOld(message)) {
            return false;
        }
        if (message.author() instanceof Author.ByUser(long author)
                && world.users().get(author).bot()) {
            // Bots hear most service messages about their own actions.
            return author == bot.id()
                    && message.action() != null
                    && !(message.action() instanceof ServiceAction.MembersJoined);
        }
        return !chat.kind().isGroup()
                || chat.member(bot.id()).role().administers()
                || message.action() != null
                || message.entities().stream().anyMatch(entity -> isCommandForBot(message, entity))
                || answersBot(message);
    }

    private boolean isCommandForBot(Message message, TextEntity entity) {
        if (entity.type() != TextEntity.Type.BOT_COMMAND) {
            return false;
        }
        var command = message.text().substring(entity.offset(), entity.offset() + entity.length());
        int at = command.indexOf('@');
        return at < 0
                || command.substring(at + 1)
                        .equalsIgnoreCase(world.users().get(bot.id()).username());
    }

    /** Returns whether a message is more than a day old. Telegram's Bot API server passes over such messages. */
    private boolean isOld(Message message) {
        var date = message.edited() == null ? message.date() : message.edited();
        return !date.isAfter(world.now().minus(TOO_OLD));
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
