package dev.muzon.assistant.note;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import java.time.Duration;

/**
 * A command to the account, as a durable job. It holds no word, only where the command is.
 *
 * @param account the account whose owner wrote it
 */
record NoteCommandJob(String account, long chatId, long messageId) implements JobPayload {
    /** Commands do not wait behind notes. */
    static final String QUEUE = "assistant.note-commands";

    static final JobType<NoteCommandJob> TYPE = JobType.of("note.command", NoteCommandJob.class, QUEUE)
            .lifetime(NoteIntake.OLDEST_COMMAND)
            .kept(NoteIntake.OLDEST_COMMAND.plus(Duration.ofHours(1)));

    @Override
    @JsonIgnore
    public JobType<NoteCommandJob> type() {
        return TYPE;
    }

    /** Returns the account: its commands change the same rules, so they come in order. */
    @Override
    @JsonIgnore
    public String key() {
        return "note-commands:" + account;
    }

    /** Returns the same id for the same command, so that none is done twice. */
    @JsonIgnore
    String id() {
        return "note-command:" + account + ":" + chatId + ":" + messageId;
    }
}
