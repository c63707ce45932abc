package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.ReplyTarget;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import org.jspecify.annotations.Nullable;

/** The reader of a message's reply parameters. */
final class ReplyReader {
    private final World world;
    private final ChatFinder finder;

    private record ReplyParameters(
            @Nullable Long messageId,
            @Nullable String chatId,
            boolean allowSendingWithoutReply,
            @Nullable String quote,
            @Nullable String quoteParseMode,
            int quotePosition) {}

    ReplyReader(World world) {
        this.world = world;
        this.finder = new ChatFinder(world);
    }

    /**
     * Returns the answered message, null for none.
     *
     * @throws WorldException {@link Refusal#REPLY_NOT_FOUND}
     * @throws BotApiException 400 when the parameters can't be read
     */
    @Nullable ReplyTarget read(BotAccount bot, Chat chat, Parameters parameters) {
        var reply = parameters.object("reply_parameters", ReplyParameters.class).orElse(null);
        if (reply == null) {
            long id = parameters.number("reply_to_message_id").orElse(0L);
            return found(chat, ReplyTarget.to(clamp(id)), parameters.flag("allow_sending_without_reply"));
        }
        if (reply.messageId() == null) {
            if (parameters.isEmptyObject("reply_parameters")) {
                return null;
            }
            throw BotApiException.badRequest("can't find field \"message_id\"");
        }
        var in = reply.chatId() == null ? chat : finder.find(bot, reply.chatId());
        var target = new ReplyTarget(clamp(reply.messageId()), in.id(), quote(reply), reply.quotePosition());
        return found(in, target, reply.allowSendingWithoutReply());
    }

    private static int clamp(long messageId) {
        return Math.clamp(messageId, 0, Integer.MAX_VALUE);
    }

    @Nullable private static String quote(ReplyParameters reply) {
        var text = reply.quote();
        if (text == null) {
            return null;
        }
        return "html".equalsIgnoreCase(reply.quoteParseMode())
                ? HtmlMarkup.parse(text).text()
                : text;
    }

    @Nullable private ReplyTarget found(Chat chat, ReplyTarget target, boolean orWithout) {
        if (target.messageId() == 0) {
            return null;
        }
        if (world.messages().find(chat.id(), target.messageId()).isPresent()) {
            return target;
        }
        if (orWithout) {
            return null;
        }
        throw new WorldException(Refusal.REPLY_NOT_FOUND);
    }
}
