package dev.muzon.assistant.note;

import dev.muzon.assistant.message.MessageListener;
import dev.muzon.assistant.message.OwnText;
import dev.muzon.assistant.message.VoiceNote;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.Retrier;
import dev.muzon.runtime.jobs.JobPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a heard message to its job. The store may be away, so the account does not wait: each has a thread that
 * tries again. What is lost by a crash here is found again when the account comes back.
 */
class NoteIntake implements MessageListener {
    /** Nobody waits for the text of an older note. */
    static final Duration OLDEST = Duration.ofDays(1);

    /** An older command may not be meant any more. */
    static final Duration OLDEST_COMMAND = Duration.ofHours(1);

    /** Telegram's clock and this machine's are not the same. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(NoteIntake.class);

    private final JobPublisher jobs;
    private final NoteSettingsStore settings;
    private final AnswerStore answers;
    private final Predicate<String> listening;
    private final Retrier retrier;
    private final Clock clock;
    private final Map<String, Instant> ready = new ConcurrentHashMap<>();

    /**
     * Makes an intake.
     *
     * @param listening tells whether an account reads notes
     * @param pauses between the attempts to reach the store, which may be away for a day
     */
    NoteIntake(
            JobPublisher jobs,
            NoteSettingsStore settings,
            AnswerStore answers,
            Predicate<String> listening,
            FailureLog failures,
            Backoff pauses,
            Clock clock) {
        this.listening = listening;
        this.jobs = jobs;
        this.settings = settings;
        this.answers = answers;
        this.retrier = new Retrier(failures::classify, failures, pauses, NoteJob.ATTEMPTS);
        this.clock = clock;
    }

    @Override
    public boolean listens() {
        return true;
    }

    /** Begins the account's rules. Its first message must not be older than they are. */
    @Override
    public void ready(String accountId) {
        ready.putIfAbsent(accountId, clock.instant());
        if (listening.test(accountId)) {
            aside("rules of " + accountId, () -> rules(accountId));
        }
    }

    private NoteSettings rules(String accountId) {
        Instant begin = ready.getOrDefault(accountId, clock.instant());
        return settings.of(accountId, begin.minus(CLOCKS_DIFFER));
    }

    @Override
    public Instant ago(Duration time) {
        return clock.instant().minus(time);
    }

    @Override
    public boolean follows(String accountId, long chatId) {
        return listening.test(accountId) && rules(accountId).hears(chatId);
    }

    @Override
    public List<Long> groups(String accountId) {
        return listening.test(accountId) ? rules(accountId).heardGroups() : List.of();
    }

    @Override
    public void note(String accountId, VoiceNote note) {
        if (isRecent(note.sent(), OLDEST) && listening.test(accountId)) {
            var job = new NoteJob(accountId, note.chatId(), note.messageId());
            aside(job.id(), () -> {
                if (isRecent(note.sent(), OLDEST) && rules(accountId).wants(note)) {
                    jobs.publish(job.id(), LongNoteJob.of(job, note.length()));
                }
            });
        }
    }

    @Override
    public void command(String accountId, OwnText text) {
        if (isRecent(text.sent(), OLDEST_COMMAND)
                && listening.test(accountId)
                && NoteCommand.of(text.text()).isPresent()) {
            var job = new NoteCommandJob(accountId, text.chatId(), text.messageId());
            aside(job.id(), () -> {
                if (isRecent(text.sent(), OLDEST_COMMAND)
                        && !text.sent().isBefore(rules(accountId).since())) {
                    jobs.publish(job.id(), job);
                }
            });
        }
    }

    /** Is asked again after each attempt: the store may have been away meanwhile. */
    private boolean isRecent(Instant sent, Duration oldest) {
        return sent.isAfter(clock.instant().minus(oldest));
    }

    /** Hands those notes in again that were answered, so that their answers go, too. */
    @Override
    public void deleted(String accountId, long chatId, List<Long> messageIds) {
        Map<String, NoteJob> notes = messageIds.stream()
                .map(id -> new NoteJob(accountId, chatId, id))
                .collect(Collectors.toMap(NoteJob::id, note -> note, (one, _) -> one));
        aside(
                "deleted messages of " + chatId,
                () -> answers.answered(List.copyOf(notes.keySet()))
                        .forEach(id -> jobs.publish("gone:" + id, Objects.requireNonNull(notes.get(id)))));
    }

    private void aside(String what, Runnable taking) {
        Thread.ofVirtual().name("intake " + what).start(() -> take(what, taking));
    }

    private void take(String what, Runnable taking) {
        try {
            retrier.run("taking " + what, taking);
        } catch (FailureException e) {
            // Each attempt is in the log already.
            log.error("Message not taken after {} attempts: {}", NoteJob.ATTEMPTS, what);
        } catch (Throwable e) {
            log.error("Message not taken: {}", what, e);
        }
    }
}
