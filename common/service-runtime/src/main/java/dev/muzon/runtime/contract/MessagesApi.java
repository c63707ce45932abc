package dev.muzon.runtime.contract;

import dev.muzon.protocol.channel.PostView;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** Messages with sound as the accounts of assistant-service see them. */
public interface MessagesApi {
    /**
     * Returns a message with sound. Its words are left out.
     *
     * @param place its chat's public name, or the id of a supergroup or channel, such as {@code -1001234567890}
     * @param message its id as the Bot API and links have it
     * @param chat which hears it. A private chat is heard by itself and by chats that have it on their list
     * @throws dev.muzon.protocol.failure.FailureException user {@code message.unseen} when no account sees it,
     *     {@code track.not-audio} when it has no sound, or transient {@code assistant.none}
     */
    @GetExchange("/v1/messages/{place}/{message}")
    PostView message(@PathVariable String place, @PathVariable int message, @RequestParam long chat);
}
