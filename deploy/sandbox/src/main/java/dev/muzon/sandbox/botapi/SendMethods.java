package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a bot writes. */
final class SendMethods {
    private final World world;
    private final ChatFinder finder;
    private final FileIntake files;

    private record ReplyParameters(long messageId, boolean allowSendingWithoutReply) {}

    private SendMethods(World world) {
        this.world = world;
        this.finder = new ChatFinder(world);
        this.files = new FileIntake(world);
    }

    static void addTo(MethodTable table, World world) {
        var methods = new SendMethods(world);
        table.add("sendMessage", BotAction.SENDING, methods::sendMessage)
                .add("sendAudio", BotAction.SENDING, methods.sendFile("audio", Media.Kind.AUDIO))
                .add("sendVoice", BotAction.SENDING, methods.sendFile("voice", Media.Kind.VOICE))
                .add("sendVideo", BotAction.SENDING, methods.sendFile("video", Media.Kind.VIDEO))
                .add("sendDocument", BotAction.SENDING, methods.sendFile("document", Media.Kind.DOCUMENT))
                .add("sendPhoto", BotAction.SENDING, methods.sendFile("photo", Media.Kind.PHOTO))
                .add("sendChatAction", BotAction.SENDING, methods::sendChatAction);
    }

    private Object sendMessage(BotAccount bot, Parameters parameters) {
        var chat = finder.find(bot, parameters);
        var text = Markup.text(parameters);
        var message = NewMessage.text(text.text()).entities(text.entities());
        return send(bot, chat.id(), message, parameters);
    }

    private BotMethod sendFile(String parameter, Media.Kind kind) {
        return (bot, parameters) -> {
            var chat = finder.find(bot, parameters);
            return send(bot, chat.id(), withFile(parameter, kind, parameters), parameters);
        };
    }

    private NewMessage withFile(String parameter, Media.Kind kind, Parameters parameters) throws IOException {
        var caption = Markup.caption(parameters);
        var file = files.take(parameter, kind, parameters);
        return NewMessage.media(kind, file, caption.text()).entities(caption.entities());
    }

    private Object send(BotAccount bot, long chatId, NewMessage message, Parameters parameters) {
        var complete = message.keyboard(Markup.keyboard(parameters)).replyTo(replyTo(chatId, parameters));
        return bot.renderer().message(world.messages().send(chatId, bot.id(), complete));
    }

    @Nullable private Integer replyTo(long chatId, Parameters parameters) {
        var reply = parameters
                .object("reply_parameters", ReplyParameters.class)
                .or(() -> parameters
                        .number("reply_to_message_id")
                        .map(id -> new ReplyParameters(id, parameters.flag("allow_sending_without_reply"))))
                .orElse(null);
        if (reply == null || reply.messageId() == 0) {
            return null;
        }
        int id = Math.clamp(reply.messageId(), 0, Integer.MAX_VALUE);
        if (world.messages().find(chatId, id).isPresent()) {
            return id;
        }
        if (reply.allowSendingWithoutReply()) {
            return null;
        }
        throw new WorldException(Refusal.REPLY_NOT_FOUND);
    }

    private Object sendChatAction(BotAccount bot, Parameters parameters) {
        var chat = finder.find(bot, parameters);
        world.chats().showAction(chat.id(), bot.id(), parameters.requiredText("action"));
        return true;
    }
}
