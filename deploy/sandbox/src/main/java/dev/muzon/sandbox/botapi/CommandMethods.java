package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.BotCommand;
import dev.muzon.sandbox.world.BotCommands;
import dev.muzon.sandbox.world.World;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bot's menu of commands. */
final class CommandMethods {
    private static final int MAX_COMMANDS = 100;
    private static final int MAX_DESCRIPTION = 256;

    private static final Set<String> OF_CHATS = Set.of("chat", "chat_administrators", "chat_member");

    private static final Set<String> SCOPES = Set.of(
            "default",
            "all_private_chats",
            "all_group_chats",
            "all_chat_administrators",
            "chat",
            "chat_administrators",
            "chat_member");

    private record Scope(
            @Nullable String type,
            @Nullable String chatId,
            @Nullable String userId) {
        String key() {
            return String.join(
                            ":",
                            List.of(
                                    type == null ? "default" : type,
                                    chatId == null ? "" : chatId,
                                    userId == null ? "" : userId))
                    .replaceAll(":+$", "");
        }
    }

    private final World world;

    private CommandMethods(World world) {
        this.world = world;
    }

    static void addTo(MethodTable table, World world) {
        var methods = new CommandMethods(world);
        table.add("setMyCommands", BotAction.LOOKING, methods::set)
                .add("getMyCommands", BotAction.LOOKING, methods::get)
                .add("deleteMyCommands", BotAction.LOOKING, methods::delete);
    }

    private Object set(BotAccount bot, Parameters parameters) {
        var commands = Arrays.stream(
                        parameters.object("commands", Shape.BotCommand[].class).orElse(new Shape.BotCommand[0]))
                .filter(Objects::nonNull)
                .map(CommandMethods::checked)
                .toList();
        if (commands.size() > MAX_COMMANDS) {
            throw BotApiException.badRequest("BOT_COMMANDS_TOO_MUCH");
        }
        world.commands().set(key(bot, parameters), commands);
        return true;
    }

    private static BotCommand checked(Shape.BotCommand given) {
        var command = Parameters.isBlank(given.command()) ? "" : given.command().replaceFirst("^/", "");
        if (!command.matches("[a-z0-9_]{1,32}")) {
            throw BotApiException.badRequest("BOT_COMMAND_INVALID");
        }
        if (Parameters.isBlank(given.description()) || given.description().length() > MAX_DESCRIPTION) {
            throw BotApiException.badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
        }
        return new BotCommand(command, given.description());
    }

    private Object get(BotAccount bot, Parameters parameters) {
        return world.commands().find(key(bot, parameters)).orElse(List.of());
    }

    private Object delete(BotAccount bot, Parameters parameters) {
        world.commands().delete(key(bot, parameters));
        return true;
    }

    private BotCommands.Key key(BotAccount bot, Parameters parameters) {
        var given = parameters.object("scope", Scope.class);
        given.ifPresent(scope -> check(bot, scope));
        var scope = given.map(Scope::key).orElse("default");
        var language = parameters.text("language_code").orElse("");
        if (!language.matches("([a-z]{2})?")) {
            throw BotApiException.badRequest("invalid language code specified");
        }
        return new BotCommands.Key(bot.id(), scope, language);
    }

    private void check(BotAccount bot, Scope scope) {
        var type = scope.type() == null ? "" : scope.type();
        if (!SCOPES.contains(type)) {
            throw BotApiException.badRequest("can't parse BotCommandScope: Unsupported type specified");
        }
        if (!OF_CHATS.contains(type)) {
            return;
        }
        var chatId = scope.chatId();
        if (chatId == null || chatId.isBlank()) {
            throw BotApiException.badRequest("can't parse BotCommandScope: Empty chat_id specified");
        }
        new ChatFinder(world).find(bot, chatId);
    }
}
