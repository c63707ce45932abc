package dev.muzon.gateway.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * @param id of what the message tells about: a request ({@code tg:42}) or an event's job
 * @param messageId null until Telegram has accepted the message
 * @param settled whether it shows an outcome
 * @param settledBy the job that brought the outcome, null for the request itself
 */
@Document(StatusMessage.COLLECTION)
record StatusMessage(
        @Id String id,
        long chatId,
        @Nullable Integer messageId,
        boolean settled,
        @Nullable String settledBy,
        Instant created) {
    static final String COLLECTION = "status-messages";
}
