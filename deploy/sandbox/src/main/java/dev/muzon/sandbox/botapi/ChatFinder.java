package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;

/** Finds the chat that a bot means. */
final class ChatFinder {
    private final World world;

    ChatFinder(World world) {
        this.world = world;
    }

    /**
     * By {@code chat_id}: an id or {@code @username}.
     *
     * @throws WorldException {@link Refusal#CHAT_NOT_FOUND}, {@link Refusal#BOT_CANNOT_START}
     */
    Chat find(BotAccount bot, Parameters parameters) {
        var given = parameters
                .text("chat_id")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> BotApiException.badRequest("chat_id is empty"));
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
        return world.chats().resolve(bot.id(), id).orElseThrow(() -> unknown(bot, id));
    }

    private WorldException unknown(BotAccount bot, long id) {
        boolean met = world.users().find(id).isPresent()
                && world.chats().of(bot.id()).stream().anyMatch(chat -> chat.has(id));
        return new WorldException(met ? Refusal.BOT_CANNOT_START : Refusal.CHAT_NOT_FOUND);
    }
}
