package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.telegram.Conversation;
import java.util.concurrent.CompletableFuture;

/** A feature that keeps something for a chat. It acts when the bot leaves the chat or the chat moves. */
public interface ChatListener {

    /**
     * Handles the bot's removal from the chat, or the end of its work there by its owner's wish.
     *
     * @param update the number of the update that says so; what later updates ask for is not concerned
     * @throws dev.muzon.protocol.failure.FailureException a transient one is tried again later
     */
    void left(Conversation chat, int update);

    /**
     * Handles the upgrade of a group to a supergroup, which has another id.
     *
     * @param update the number of the update that says so
     * @return complete once everything that people have to know is said
     * @throws dev.muzon.protocol.failure.FailureException a transient one is tried again later
     */
    CompletableFuture<?> moved(Conversation group, long supergroup, int update);
}
