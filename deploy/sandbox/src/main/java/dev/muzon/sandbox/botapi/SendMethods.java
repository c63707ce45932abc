package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Methods by which a bot writes. */
final class SendMethods {
    private static final Set<String> ACTIONS = Set.of(
            "typing",
            "upload_photo",
            "record_video",
            "upload_video",
            "record_voice",
            "upload_voice",
            "record_audio",
            "upload_audio",
            "upload_document",
            "choose_sticker",
            "find_location",
            "pick_up_location",
            "record_video_note",
            "upload_video_note",
            "cancel");

    private final World world;
    private final ChatFinder finder;
    private final ReplyReader replies;
    private final FileIntake files;

    private SendMethods(World world) {
        this.world = world;
        this.finder = new ChatFinder(world);
        this.replies = new ReplyReader(world);
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
                .add("sendMediaGroup", BotAction.SENDING, methods::sendMediaGroup)
                .add("sendChatAction", BotAction.SENDING, methods::sendChatAction);
    }

    private Object sendMessage(BotAccount bot, Parameters parameters) {
        var chat = finder.find(bot, parameters);
        var text = Markup.text(parameters);
        var message = NewMessage.text(text.text()).entities(text.entities());
        var details = message.details().preview(Markup.preview(parameters));
        return send(bot, chat, message.details(details), parameters);
    }

    private BotMethod sendFile(String parameter, Media.Kind kind) {
        return (bot, parameters) -> {
            var chat = finder.find(bot, parameters);
            return send(bot, chat, withFile(parameter, kind, parameters), parameters);
        };
    }

    private NewMessage withFile(String parameter, Media.Kind kind, Parameters parameters) throws IOException {
        var caption = Markup.caption(parameters);
        var file = files.take(parameter, kind, parameters);
        return NewMessage.media(kind, file, caption.text()).entities(caption.entities());
    }

    private Object send(BotAccount bot, Chat chat, NewMessage message, Parameters parameters) {
        var complete = addressed(bot, chat, message, parameters).keyboard(Markup.keyboard(parameters));
        return bot.renderer().message(world.messages().send(chat.id(), bot.id(), complete));
    }

    private NewMessage addressed(BotAccount bot, Chat chat, NewMessage message, Parameters parameters) {
        world.chats().requirePresent(chat.id(), bot.id());
        var left = world.slowMode().left(chat, bot.id());
        if (left.isPositive()) {
            throw BotApiException.tooManyRequests(
                    Duration.ofSeconds(left.plusMillis(999).toSeconds()));
        }
        return message.topic(TopicMethods.named(chat, parameters)).reply(replies.read(bot, chat, parameters));
    }

    private Object sendMediaGroup(BotAccount bot, Parameters parameters) throws IOException {
        var chat = finder.find(bot, parameters);
        var items = MediaGroups.read(parameters, files);
        var messages = items.stream()
                .map(item -> addressed(bot, chat, item, parameters))
                .toList();
        return world.messages().sendAlbum(chat.id(), bot.id(), messages).stream()
                .map(bot.renderer()::message)
                .toList();
    }

    private Object sendChatAction(BotAccount bot, Parameters parameters) {
        var chat = finder.find(bot, parameters);
        var action = parameters.text("action").orElse("");
        if (!ACTIONS.contains(action)) {
            throw BotApiException.badRequest("wrong parameter action in request");
        }
        world.chats().showAction(chat.id(), bot.id(), action);
        return true;
    }
}
