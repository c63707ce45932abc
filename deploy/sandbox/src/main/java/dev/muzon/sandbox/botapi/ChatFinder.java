package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import java.util.Optional;

/** Finds the chat that a bot means. */
final class ChatFinder {
    private final World world;

    ChatFinder(World world) {
        this.world = world;
    }

    /**
     * Finds the chat of {@code chat_id}, an id or {@code @username}.
     *
     * @throws WorldException {@link Refusal#CHAT_NOT_FOUND}, {@link Refusal#BOT_CANNOT_START}
     * @throws BotApiException 400 when it is a basic group that became a supergroup
     */
    Chat find(BotAccount bot, Parameters parameters) {
        var chat = readable(bot, parameters);
        var upgradedTo = chat.settings().upgradedTo();
        if (upgradedTo != null) {
            throw BotApiException.upgraded(upgradedTo);
        }
        return chat;
    }

    /** Finds the chat of {@code chat_id} for methods that change nothing: an upgraded group is still seen. */
    Chat readable(BotAccount bot, Parameters parameters) {
        var given = parameters
                .text("chat_id")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> BotApiException.badRequest("chat_id is empty"));
        return find(bot, given);
    }

    /** Finds a chat by an id or {@code @username}. Throws as {@link #find(BotAccount, Parameters)}. */
    Chat find(BotAccount bot, String given) {
        if (given.startsWith("@")) {
            return world.chats()
                    .findByUsername(given.substring(1))
                    .orElseThrow(() -> new WorldException(Refusal.CHAT_NOT_FOUND));
        }
        long id;
        try {
            id = Long.parseLong(given.strip());
        } catch (NumberFormatException e) {
            throw new WorldException(Refusal.CHAT_NOT_FOUND);
        }
        return world.chats()
                .resolve(bot.id(), id)
                .or(() -> ofApplicant(bot, id))
                .orElseThrow(() -> unknown(bot, id));
    }

    /** A bot may write to users who asked to join one of its chats. */
    private Optional<Chat> ofApplicant(BotAccount bot, long userId) {
        boolean asked = world.chats().of(bot.id()).stream()
                .filter(chat -> chat.member(bot.id()).may(Right.INVITE_USERS))
                .flatMap(chat -> world.joining().requests(chat.id()).stream())
                .anyMatch(request -> request.userId() == userId);
        return asked ? Optional.of(world.chats().privateChat(bot.id(), userId)) : Optional.empty();
    }

    private WorldException unknown(BotAccount bot, long id) {
        boolean met = world.users().find(id).isPresent()
                && world.chats().of(bot.id()).stream().anyMatch(chat -> chat.has(id));
        return new WorldException(met ? Refusal.BOT_CANNOT_START : Refusal.CHAT_NOT_FOUND);
    }
}
