package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.telegram.Incoming;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Something that a feature does with what people say in the private chat, instead of the first steps. */
public interface PrivateAnswer {

    /**
     * Answers what a person said.
     *
     * @return complete once Telegram has the answer, empty when the feature has nothing to do with it
     */
    Optional<CompletableFuture<?>> to(Incoming.PrivateTalk talk);
}
