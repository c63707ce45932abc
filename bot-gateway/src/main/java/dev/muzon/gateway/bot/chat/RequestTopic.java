package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.telegram.Destination;

/** The topic where people look for the bot's news: that of the chat's latest request. */
public interface RequestTopic {
    /**
     * Returns the topic, or General of a chat without requests.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable}
     */
    Destination place(long chatId);
}
