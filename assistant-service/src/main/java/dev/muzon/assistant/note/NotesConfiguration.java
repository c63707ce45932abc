package dev.muzon.assistant.note;

import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.message.Messages;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.jobs.JobConsumer;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.runtime.jobs.OneTypeConsumer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.runtime.store.StoredDocuments;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The settings of voice notes, and everything else about them where they are switched on. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotesProperties.class)
class NotesConfiguration {
    /** The parts that exist only where the operator named a recogniser. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NotesSwitch.class)
    static class SwitchedOn {
        /** The notes of each queue that are begun, so that people see that they were heard. Most wait for a place. */
        private static final int BEGUN = 100;

        @Bean
        NoteSettingsStore noteSettings(MongoTemplate mongo, StoredDocuments stored, Clock clock) {
            return new NoteSettingsStore(mongo, stored, clock);
        }

        @Bean
        AnswerStore noteAnswers(MongoTemplate mongo, StoredDocuments stored, Clock clock) {
            return new AnswerStore(mongo, stored, clock);
        }

        /** Asks for the accounts late, because they need the intake to begin. */
        @Bean
        NoteIntake noteIntake(
                JobPublisher jobs,
                NoteSettingsStore rules,
                AnswerStore answers,
                ObjectProvider<Accounts> accounts,
                FailureLog failures,
                Clock clock) {
            return new NoteIntake(
                    jobs,
                    rules,
                    answers,
                    id -> accounts.getObject().all().stream()
                            .anyMatch(account -> account.id().equals(id) && account.does(AccountRole.NOTES)),
                    failures,
                    Backoff.STANDARD,
                    clock);
        }

        @Bean
        Turns noteTurns(NotesProperties settings) {
            return new Turns(settings.parallel(), System::nanoTime);
        }

        @Bean
        NotePlaces notePlaces(Turns recogniser) {
            return NotePlaces.of(recogniser);
        }

        @Bean
        NoteMetrics noteMetrics(MeterRegistry meters, NotePlaces places, SpeechModels models) {
            return new NoteMetrics(meters, places, models);
        }

        @Bean
        NotesHealth notesHealthIndicator(ReaderChain readers, SpeechModels models) {
            return new NotesHealth(readers, models);
        }

        @Bean
        ReaderChain noteReaders(
                NotesProperties settings, Turns turns, NoteMetrics metrics, SpeechModels models, FailureLog failures) {
            var readers = new NoteReaders(settings, turns, metrics, models);
            return new ReaderChain(
                    settings.engines().stream().flatMap(readers::of).toList(), failures);
        }

        @Bean
        SpeechModels noteModels(NotesProperties settings) {
            return new SpeechModels(settings);
        }

        @Bean
        NoteWork noteWork(
                NotesProperties settings,
                NoteSettingsStore rules,
                AnswerStore answers,
                ReaderChain readers,
                NoteMetrics metrics,
                FailureLog failures) {
            return new NoteWork(settings, rules, answers, readers, metrics, failures);
        }

        @Bean
        JobConsumer<NoteJob> noteConsumer(Accounts accounts, NoteWork work, NotePlaces places, JobPublisher jobs) {
            return consumer(NoteJob.TYPE, note -> note, accounts, work, note -> {
                try {
                    work.transcribe(note, messages(accounts, note), places.brief(), LongNoteJob.FROM);
                } catch (LongerThanSaidException _) { // it goes on where it stopped, behind the other long ones
                    jobs.publish(LongNoteJob.movedId(note), new LongNoteJob(note));
                }
            });
        }

        @Bean
        JobConsumer<LongNoteJob> longNoteConsumer(Accounts accounts, NoteWork work, NotePlaces places) {
            Duration any = ChronoUnit.FOREVER.getDuration();
            return consumer(
                    LongNoteJob.TYPE,
                    LongNoteJob::note,
                    accounts,
                    work,
                    job -> work.transcribe(job.note(), messages(accounts, job.note()), places.extended(), any));
        }

        /** Claims no note while no account is ready here, so they wait as long as it takes. */
        private static <T extends JobPayload> JobConsumer<T> consumer(
                JobType<T> type,
                Function<T, NoteJob> noteOf,
                Accounts accounts,
                NoteWork work,
                OneTypeConsumer.Work<T> reading) {
            return OneTypeConsumer.of(type, reading)
                    .parallel(BEGUN)
                    .claimingWhile(accounts::anyReady)
                    .telling((job, failure) -> {
                        NoteJob note = noteOf.apply(job);
                        work.giveUp(note, messages(accounts, note), failure);
                    });
        }

        private static Messages messages(Accounts accounts, NoteJob note) {
            return accounts.ready(note.account()).session().messages();
        }

        @Bean
        NoteCommands noteCommands(
                NotesProperties settings,
                NoteSettingsStore rules,
                AnswerStore answers,
                JobPublisher jobs,
                ReaderChain readers,
                NoteStatus status) {
            return new NoteCommands(rules, answers, jobs, readers, status, settings.spoken());
        }

        @Bean
        ShownNotes shownNotes(
                NotesProperties settings,
                NoteSettingsStore rules,
                ReaderChain readers,
                NotePlaces places,
                NoteMetrics metrics,
                Peers peers) {
            return new ShownNotes(settings, rules, readers, places, metrics, peers);
        }

        @Bean
        JobConsumer<NoteCommandJob> noteCommandConsumer(Accounts accounts, NoteCommands commands) {
            return OneTypeConsumer.of(NoteCommandJob.TYPE, job -> commands.run(job, accounts.ready(job.account())))
                    .claimingWhile(accounts::anyReady);
        }

        @Bean
        NoteStatus noteStatus(
                NotesProperties settings,
                ReaderChain readers,
                NoteMetrics metrics,
                NotePlaces places,
                MonotonicClock clock) {
            return new NoteStatus(settings, readers, metrics, places, clock);
        }
    }
}
