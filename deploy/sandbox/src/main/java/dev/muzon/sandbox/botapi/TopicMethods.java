package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.MessageDetails;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.Topics;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import org.jspecify.annotations.Nullable;

/** Methods about forum topics: opening, closing, hiding and deleting. */
final class TopicMethods {
    private static final int MAX_NAME = 128;
    private static final int GENERAL = MessageDetails.GENERAL_TOPIC;

    /** A change of a topic. */
    @FunctionalInterface
    private interface Change {
        void apply(long chatId, long botId, int topicId, Parameters parameters);
    }

    private final World world;
    private final ChatFinder finder;

    private TopicMethods(World world) {
        this.world = world;
        this.finder = new ChatFinder(world);
    }

    static void addTo(MethodTable table, World world) {
        var methods = new TopicMethods(world);
        var topics = world.topics();
        Change rename = (chat, bot, id, parameters) -> topics.rename(chat, bot, id, name(parameters));
        Change close = (chat, bot, id, _) -> topics.close(chat, bot, id);
        Change reopen = (chat, bot, id, _) -> topics.reopen(chat, bot, id);
        Change delete = (chat, bot, id, _) -> topics.delete(chat, bot, id);
        table.add("createForumTopic", BotAction.EDITING_TOPICS, methods::create)
                .add("editForumTopic", BotAction.EDITING_TOPICS, methods.change(rename))
                .add("closeForumTopic", BotAction.EDITING_TOPICS, methods.change(close))
                .add("reopenForumTopic", BotAction.EDITING_TOPICS, methods.change(reopen))
                .add("deleteForumTopic", BotAction.EDITING_TOPICS, methods.change(delete))
                .add("editGeneralForumTopic", BotAction.EDITING_TOPICS, methods.changeGeneral(rename))
                .add("closeGeneralForumTopic", BotAction.EDITING_TOPICS, methods.changeGeneral(close))
                .add("reopenGeneralForumTopic", BotAction.EDITING_TOPICS, methods.changeGeneral(reopen))
                .add("hideGeneralForumTopic", BotAction.EDITING_TOPICS, methods.hideGeneral(true))
                .add("unhideGeneralForumTopic", BotAction.EDITING_TOPICS, methods.hideGeneral(false));
    }

    private Object create(BotAccount bot, Parameters parameters) {
        var chat = finder.find(bot, parameters);
        int color = parameters.number("icon_color").map(Math::toIntExact).orElse(Topics.DEFAULT_COLOR);
        var emoji = parameters.text("icon_custom_emoji_id").orElse(null);
        return Renderer.topic(world.topics().create(chat.id(), bot.id(), name(parameters), color, emoji));
    }

    private static String name(Parameters parameters) {
        var name = parameters.text("name").orElse("").strip();
        if (name.isEmpty()) {
            throw BotApiException.badRequest("name must be non-empty");
        }
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    }

    private BotMethod change(Change change) {
        return (bot, parameters) -> {
            var chat = finder.find(bot, parameters);
            int id =
                    parameters.number("message_thread_id").map(Math::toIntExact).orElse(0);
            if (id <= 0) {
                world.chats().requirePresent(chat.id(), bot.id());
                throw isForum(chat)
                        ? BotApiException.badRequest("invalid forum topic identifier specified")
                        : BotApiException.badRequest("the chat is not a forum");
            }
            change.apply(chat.id(), bot.id(), id, parameters);
            return true;
        };
    }

    private static boolean isForum(Chat chat) {
        return chat.settings().forum();
    }

    private BotMethod changeGeneral(Change change) {
        return (bot, parameters) -> {
            change.apply(finder.find(bot, parameters).id(), bot.id(), GENERAL, parameters);
            return true;
        };
    }

    private BotMethod hideGeneral(boolean hidden) {
        return (bot, parameters) -> {
            world.topics().hideGeneral(finder.find(bot, parameters).id(), bot.id(), hidden);
            return true;
        };
    }

    /**
     * Returns the topic that a message to be names. Null when it names none, or the chat has no topics.
     *
     * @throws WorldException {@link Refusal#TOPIC_NOT_FOUND} for General, which has no id in the Bot API
     */
    @Nullable static Integer named(Chat chat, Parameters parameters) {
        long id = parameters.number("message_thread_id").orElse(0L);
        if (id == 0 || !isForum(chat)) {
            return null;
        }
        if (id == GENERAL || id < 0 || id > Integer.MAX_VALUE) {
            throw new WorldException(Refusal.TOPIC_NOT_FOUND);
        }
        return (int) id;
    }
}
