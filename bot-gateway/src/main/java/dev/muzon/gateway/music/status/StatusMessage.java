package dev.muzon.gateway.music.status;

import dev.muzon.gateway.telegram.Destination;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Stored trace of a message about one thing.
 *
 * @param id of the thing: a request ({@code tg:42}) or an event's job
 * @param messageId null until Telegram has accepted the message
 * @param settled whether it shows an outcome
 * @param thread the topic of the request, null for General
 * @param request the message that asked, null for an event
 * @param asked how many files of an album were asked for, null once the chat knows what became of them
 * @param failed whether nothing came of the request, null while it may
 * @param sender the process that is sending the message, null when nobody is
 */
@Document(StatusMessage.COLLECTION)
record StatusMessage(
        @Id String id,
        long chatId,
        @Nullable Integer messageId,
        boolean settled,
        Instant created,
        @Nullable Integer thread,
        @Nullable Integer request,
        @Nullable Integer asked,
        @Nullable Boolean failed,
        @Nullable String sender) {
    static final String COLLECTION = "status-messages";

    /** Returns whether its request was made before that of another one. Numbers of messages tell that best. */
    boolean isBefore(StatusMessage other) {
        return request != null && other.request != null && request < other.request;
    }

    Destination place() {
        return new Destination(chatId, thread);
    }
}
