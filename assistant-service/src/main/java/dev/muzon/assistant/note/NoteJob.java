package dev.muzon.assistant.note;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A note that becomes text, as a durable job. It holds no word and no sound, only where the note is.
 *
 * @param account the account that saw it and answers it
 */
record NoteJob(String account, long chatId, long messageId) implements JobPayload {
    static final String QUEUE = "assistant.notes";

    /** A recogniser may be away for a night. */
    private static final Duration RETRIED_FOR = Duration.ofDays(1);

    /** As many as fit into a day when the longest pause is five minutes. */
    static final int ATTEMPTS = 400;

    static final JobType<NoteJob> TYPE = tried(JobType.of("note.transcribe", NoteJob.class, QUEUE));

    /** Returns a type that is tried and remembered as notes are. */
    static <T extends JobPayload> JobType<T> tried(JobType<T> type) {
        return type.attempts(ATTEMPTS)
                .lifetime(RETRIED_FOR.multipliedBy(2))
                .retriedFor(RETRIED_FOR)
                .kept(NoteIntake.OLDEST.plusHours(1));
    }

    @Override
    @JsonIgnore
    public JobType<NoteJob> type() {
        return TYPE;
    }

    /** Returns null: a short note does not wait for a long one of the same chat. */
    @Override
    @JsonIgnore
    public @Nullable String key() {
        return null;
    }

    /** Returns the same id for the same note, so that none is answered twice. */
    @JsonIgnore
    String id() {
        return "note:" + account + ":" + chatId + ":" + messageId;
    }
}
