package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Callback;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import java.util.Arrays;

/** Methods about existing messages: editing, deleting, pinning, and answering pressed buttons. */
final class EditMethods {
    private static final int MAX_ANSWER = 200;
    private static final int MAX_DELETED = 100;

    private final World world;
    private final ChatFinder finder;

    private EditMethods(World world) {
        this.world = world;
        this.finder = new ChatFinder(world);
    }

    static void addTo(MethodTable table, World world) {
        var methods = new EditMethods(world);
        table.add("editMessageText", BotAction.EDITING, methods::editMessageText)
                .add("editMessageCaption", BotAction.EDITING, methods::editMessageCaption)
                .add("editMessageReplyMarkup", BotAction.EDITING, methods::editMessageReplyMarkup)
                .add("deleteMessage", BotAction.DELETING, methods::deleteMessage)
                .add("deleteMessages", BotAction.DELETING, methods::deleteMessages)
                .add("answerCallbackQuery", BotAction.EDITING, methods::answerCallbackQuery)
                .add("pinChatMessage", BotAction.PINNING, methods::pinChatMessage)
                .add("unpinChatMessage", BotAction.PINNING, methods::unpinChatMessage);
    }

    private Object editMessageText(BotAccount bot, Parameters parameters) {
        var message = message(bot, parameters);
        if (message.media() != null) {
            throw BotApiException.badRequest("there is no text in the message to edit");
        }
        return edit(bot, message, Markup.text(parameters), parameters);
    }

    private Object editMessageCaption(BotAccount bot, Parameters parameters) {
        var message = message(bot, parameters);
        if (message.media() == null) {
            throw BotApiException.badRequest("there is no caption in the message to edit");
        }
        return edit(bot, message, Markup.caption(parameters), parameters);
    }

    private Object edit(BotAccount bot, Message message, HtmlMarkup.Parsed text, Parameters parameters) {
        var edited = world.messages()
                .edit(
                        message.chatId(),
                        bot.id(),
                        message.id(),
                        text.text(),
                        text.entities(),
                        Markup.inlineKeyboard(parameters),
                        Markup.preview(parameters));
        return bot.renderer().message(edited);
    }

    private Object editMessageReplyMarkup(BotAccount bot, Parameters parameters) {
        var message = message(bot, parameters);
        var keyboard = Markup.inlineKeyboard(parameters);
        return bot.renderer()
                .message(world.messages().editKeyboard(message.chatId(), bot.id(), message.id(), keyboard));
    }

    private Message message(BotAccount bot, Parameters parameters) {
        int messageId = parameters.messageId();
        if (messageId == 0 && parameters.text("chat_id").isEmpty()) {
            throw BotApiException.badRequest("message identifier is not specified");
        }
        var chat = finder.find(bot, parameters);
        world.chats().requirePresent(chat.id(), bot.id());
        return world.messages().get(chat.id(), messageId);
    }

    private Object deleteMessage(BotAccount bot, Parameters parameters) {
        requireChat(parameters);
        int messageId = parameters.requiredMessageId("message_id");
        world.messages().delete(finder.find(bot, parameters).id(), bot.id(), messageId);
        return true;
    }

    private static void requireChat(Parameters parameters) {
        if (parameters.text("chat_id").filter(id -> !id.isBlank()).isEmpty()) {
            throw BotApiException.badRequest("chat identifier is not specified");
        }
    }

    /** Deletes messages as Telegram does: those that can't be deleted are passed over. */
    private Object deleteMessages(BotAccount bot, Parameters parameters) {
        requireChat(parameters);
        var ids = parameters.object("message_ids", int[].class).orElse(new int[0]);
        if (ids.length == 0) {
            throw BotApiException.badRequest("message identifiers are not specified");
        }
        if (ids.length > MAX_DELETED) {
            throw BotApiException.badRequest("too many message identifiers specified");
        }
        if (Arrays.stream(ids).anyMatch(id -> id <= 0)) {
            throw BotApiException.badRequest("invalid message identifier specified");
        }
        var chat = finder.find(bot, parameters);
        world.chats().requirePresent(chat.id(), bot.id());
        Arrays.stream(ids).forEach(id -> deleteIfPossible(chat.id(), bot.id(), id));
        return true;
    }

    private void deleteIfPossible(long chatId, long botId, int messageId) {
        try {
            world.messages().delete(chatId, botId, messageId);
        } catch (WorldException e) {
            switch (e.refusal()) {
                case MESSAGE_NOT_FOUND, MESSAGE_NOT_YOURS -> {}
                default -> throw e;
            }
        }
    }

    private Object answerCallbackQuery(BotAccount bot, Parameters parameters) {
        var text = parameters.text("text").filter(given -> !given.isBlank()).orElse(null);
        if (text != null && text.length() > MAX_ANSWER) {
            throw BotApiException.badRequest("MESSAGE_TOO_LONG");
        }
        var answer = new Callback.Answer(
                text, parameters.flag("show_alert"), parameters.text("url").orElse(null));
        world.callbacks().answer(parameters.requiredText("callback_query_id"), bot.id(), answer);
        return true;
    }

    private Object pinChatMessage(BotAccount bot, Parameters parameters) {
        var chat = finder.find(bot, parameters);
        world.messages().pin(chat.id(), bot.id(), parameters.messageId());
        return true;
    }

    private Object unpinChatMessage(BotAccount bot, Parameters parameters) {
        world.messages().pin(finder.find(bot, parameters).id(), bot.id(), null);
        return true;
    }
}
