package dev.muzon.gateway.music.notification;

import dev.muzon.protocol.failure.FailureCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
 * @param code of the failure, null when none was known and in what version 0.2.0 stored
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
        @Nullable String code,
        @Nullable String rest,
        @Nullable String outcome,
        Instant created) {

    boolean tellsOfEnd() {
        return left != null;
    }

    /** Returns the failure that it tells of, empty when that is not known. */
    Optional<FailureCode> failure() {
        return Stream.of(FailureCode.values())
                .filter(known -> known.name().equals(code))
                .findFirst();
    }

    /** Returns whether it tells of one of these failures. */
    boolean tellsOf(Set<FailureCode> codes) {
        return failure().filter(codes::contains).isPresent();
    }

    static String id(long chat, int message) {
        return chat + ":" + message;
    }
}
