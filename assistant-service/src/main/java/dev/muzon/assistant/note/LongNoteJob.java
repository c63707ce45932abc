package dev.muzon.assistant.note;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A long note as a job, on a separate queue. However many hours wait there, a short note is begun at once. */
record LongNoteJob(NoteJob note) implements JobPayload {
    /** Most people say what they have to say in less. */
    static final Duration FROM = Duration.ofMinutes(2);

    static final JobType<LongNoteJob> TYPE =
            NoteJob.tried(JobType.of("note.transcribe-long", LongNoteJob.class, "assistant.long-notes"));

    /** Returns the job for a note of this length. */
    static JobPayload of(NoteJob note, Duration length) {
        return length.compareTo(FROM) < 0 ? note : new LongNoteJob(note);
    }

    /** Returns the id for a note that turned out to be long. Another one each time: it may be asked for again. */
    static String movedId(NoteJob note) {
        return "moved:" + note.id() + ":" + UUID.randomUUID();
    }

    @Override
    @JsonIgnore
    public JobType<LongNoteJob> type() {
        return TYPE;
    }

    @Override
    @JsonIgnore
    public @Nullable String key() {
        return null;
    }
}
