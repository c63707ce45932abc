package dev.muzon.gateway.channel;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.telegram.Destination;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A request to add a channel, so that its result finds the topic and the message of the request.
 *
 * @param thread the forum topic, null for none
 * @param told whether the chat knows the result
 */
@Document("channelRequests")
record ChannelRequest(@Id String id, long chat, @Nullable Integer thread, int message, Instant asked, boolean told) {
    static final String ASKED = "asked";

    static ChannelRequest of(Invocation invocation, Instant now) {
        Destination place = invocation.place();
        return new ChannelRequest(
                invocation.requestId(),
                place.chatId(),
                place.thread(),
                invocation.command().messageId(),
                now,
                false);
    }

    Destination place() {
        return new Destination(chat, thread);
    }
}
