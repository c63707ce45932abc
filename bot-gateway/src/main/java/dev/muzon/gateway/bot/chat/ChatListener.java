package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.telegram.Conversation;
import java.util.concurrent.CompletableFuture;

/** A feature that keeps something for a chat and has to act when the bot leaves it or the chat moves. */
public interface ChatListener {

    /**
     * The bot was removed from the chat, or its owner ended its work there.
     *
     * @param update the number of the update that says so; what later updates ask for is not concerned
     * @throws dev.muzon.protocol.failure.FailureException a transient one is tried again later
     */
    void left(Conversation chat, int update);

    /**
     * A group became a supergroup, which has another id.
     *
     * @param update the number of the update that says so
     * @return complete once everything that people have to know is said
     * @throws dev.muzon.protocol.failure.FailureException a transient one is tried again later
     */
    CompletableFuture<?> moved(Conversation group, long supergroup, int update);
}
