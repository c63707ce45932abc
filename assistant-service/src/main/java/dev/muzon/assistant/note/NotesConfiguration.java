package dev.muzon.assistant.note;

import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.transcription.Transcriber;
import dev.muzon.assistant.transcription.TranscriberChain;
import dev.muzon.assistant.transcription.http.HttpTranscriber;
import dev.muzon.assistant.transcription.http.HttpTranscriberSettings;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.runtime.store.StoredDocuments;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Objects;
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
        @Bean
        TranscriberChain transcribers(NotesProperties settings, FailureLog failures) {
            return new TranscriberChain(
                    settings.engines().stream()
                            .<Transcriber>map(_ -> new HttpTranscriber(new HttpTranscriberSettings(
                                    Objects.requireNonNull(settings.httpUrl()),
                                    settings.httpKey(),
                                    settings.httpModel(),
                                    settings.httpPatience())))
                            .toList(),
                    failures);
        }

        @Bean
        NoteSettingsStore noteSettings(MongoTemplate mongo, Clock clock) {
            return new NoteSettingsStore(mongo, clock);
        }

        @Bean
        AnswerStore noteAnswers(MongoTemplate mongo, StoredDocuments stored, Clock clock) {
            return new AnswerStore(mongo, stored, clock);
        }

        @Bean
        NoteIntake noteIntake(
                JobPublisher jobs, NoteSettingsStore rules, AnswerStore answers, FailureLog failures, Clock clock) {
            return new NoteIntake(jobs, rules, answers, failures, clock);
        }

        @Bean
        Turns noteTurns(NotesProperties settings) {
            return new Turns(settings.parallel(), System::nanoTime);
        }

        @Bean
        NoteMetrics noteMetrics(MeterRegistry meters, Turns turns) {
            return new NoteMetrics(meters, turns);
        }

        @Bean
        NotesHealth notesHealthIndicator(TranscriberChain transcribers) {
            return new NotesHealth(transcribers);
        }

        @Bean
        SpeechReading speechReading(
                NotesProperties settings, TranscriberChain transcribers, Turns turns, NoteMetrics metrics) {
            return new SpeechReading(Ffmpeg.locate(), transcribers, turns, metrics, settings.maxLength());
        }

        @Bean
        NoteConsumer noteConsumer(
                Accounts accounts,
                NotesProperties settings,
                NoteSettingsStore rules,
                AnswerStore answers,
                SpeechReading reading,
                NoteMetrics metrics,
                FailureLog failures) {
            var work = new NoteWork(settings, rules, answers, reading, metrics, failures);
            return new NoteConsumer(accounts, work);
        }

        @Bean
        NoteCommandConsumer noteCommandConsumer(
                Accounts accounts,
                NotesProperties settings,
                NoteSettingsStore rules,
                AnswerStore answers,
                JobPublisher jobs,
                NoteStatus status) {
            var commands = new NoteCommands(rules, answers, jobs, status, settings.spoken());
            return new NoteCommandConsumer(accounts, commands);
        }

        @Bean
        NoteStatus noteStatus(NotesProperties settings, NoteMetrics metrics, Turns turns, Clock clock) {
            return new NoteStatus(settings, metrics, turns, clock);
        }
    }
}
