package dev.muzon.gateway.music.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A message about trouble that does not say yet how the trouble ended.
 *
 * @param epoch of the track that waited
 * @param ofSource whether the track's source is in trouble and not the call
 * @param left true when it tells that the music stopped by itself, else null. Only a person or music ends that
 * @param words as they were told, in Telegram's HTML
 * @param rest what they say without the trouble, when that is an aside of an answer. Null when the end is told below them
 * @param outcome what the message is to say in the end, null while nobody knows
 */
@Document("told-troubles")
record OpenTrouble(
        @Id String id,
        long chatId,
        int messageId,
        long epoch,
        boolean ofSource,
        @Nullable Boolean left,
        String words,
        @Nullable String rest,
        @Nullable String outcome,
        Instant created) {

    boolean tellsOfEnd() {
        return left != null;
    }

    static String id(long chat, int message) {
        return chat + ":" + message;
    }
}
