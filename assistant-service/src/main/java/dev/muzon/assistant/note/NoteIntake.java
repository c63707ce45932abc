package dev.muzon.assistant.note;

import dev.muzon.assistant.message.MessageListener;
import dev.muzon.assistant.message.VoiceNote;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.Retrier;
import dev.muzon.runtime.jobs.JobPublisher;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a heard note to its job. The store may be away, so the account does not wait: each note has a thread that
 * tries again. What is lost by a crash here is found again when the account comes back.
 */
class NoteIntake implements MessageListener {
    /** Nobody waits for the text of an older note. */
    static final Duration OLDEST = Duration.ofDays(1);

    /** Almost an hour. */
    private static final int ATTEMPTS = 16;

    private static final Logger log = LoggerFactory.getLogger(NoteIntake.class);

    private final JobPublisher jobs;
    private final NoteSettingsStore settings;
    private final Retrier retrier;
    private final Clock clock;

    NoteIntake(JobPublisher jobs, NoteSettingsStore settings, FailureLog failures, Clock clock) {
        this.jobs = jobs;
        this.settings = settings;
        this.retrier = new Retrier(failures::classify, failures, Backoff.STANDARD, ATTEMPTS);
        this.clock = clock;
    }

    @Override
    public boolean listens() {
        return true;
    }

    @Override
    public void note(String accountId, VoiceNote note) {
        if (note.sent().isAfter(clock.instant().minus(OLDEST))) {
            var job = new NoteJob(accountId, note.chatId(), note.messageId());
            Thread.ofVirtual().name("intake " + job.id()).start(() -> take(job, note));
        }
    }

    private void take(NoteJob job, VoiceNote note) {
        try {
            retrier.run("taking " + job.id(), () -> {
                if (settings.of(job.account()).wants(note)) {
                    jobs.publish(job.id(), job);
                }
            });
        } catch (FailureException e) {
            // Each attempt is in the log already.
            log.error("Voice note not taken after {} attempts: {}", ATTEMPTS, job.id());
        } catch (Throwable e) {
            log.error("Voice note not taken: {}", job.id(), e);
        }
    }
}
