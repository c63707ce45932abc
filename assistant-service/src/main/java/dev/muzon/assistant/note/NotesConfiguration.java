package dev.muzon.assistant.note;

import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.transcription.Transcriber;
import dev.muzon.assistant.transcription.TranscriberChain;
import dev.muzon.assistant.transcription.http.HttpTranscriber;
import dev.muzon.assistant.transcription.http.HttpTranscriberSettings;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobPublisher;
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
        NoteIntake noteIntake(JobPublisher jobs, NoteSettingsStore settings, FailureLog failures, Clock clock) {
            return new NoteIntake(jobs, settings, failures, clock);
        }

        @Bean
        NotesHealth notesHealthIndicator(TranscriberChain transcribers) {
            return new NotesHealth(transcribers);
        }

        @Bean
        NoteConsumer noteConsumer(
                Accounts accounts,
                NotesProperties settings,
                TranscriberChain transcribers,
                FailureLog failures,
                MeterRegistry meters) {
            var turns = new Turns(settings.parallel(), System::nanoTime);
            var metrics = new NoteMetrics(meters, turns);
            Ffmpeg ffmpeg = Ffmpeg.locate();
            var reading = new SpeechReading(ffmpeg, transcribers, turns, metrics, settings.maxLength());
            return new NoteConsumer(accounts, new NoteWork(settings, reading, metrics, failures));
        }
    }
}
