package dev.muzon.assistant.note;

import dev.muzon.assistant.transcription.Recording;
import dev.muzon.assistant.transcription.Speech;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.assistant.transcription.Transcriber;
import dev.muzon.assistant.transcription.Transcript;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.runtime.config.ConfigurationValidator;
import dev.muzon.runtime.config.InvalidConfigurationException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The program behind {@code ./muzon transcribe}: it reads one file with the first recogniser of the settings, as it would a
 * note. It starts nothing else of the service.
 */
@EnableConfigurationProperties(NotesProperties.class)
public class FileTranscription {
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private final PrintStream out;
    private final PrintStream err;

    FileTranscription(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Settings alone make this class a bean. */
    public FileTranscription() {
        this(System.out, System.err);
    }

    public static void main(String[] arguments) {
        System.exit(run(Path.of(arguments[0]), System.err, "--logging.level.root=OFF"));
    }

    /** Checks the settings as the service does. */
    @Bean
    static ConfigurationValidator configurationValidator(ConfigurableEnvironment environment) {
        return new ConfigurationValidator(environment);
    }

    /**
     * Reads a file with the settings of the environment. No failure is a stack trace.
     *
     * @param settings further ones, as arguments of Spring
     * @return the exit code
     */
    static int run(Path file, PrintStream err, String... settings) {
        var application = new SpringApplication(FileTranscription.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        try (ConfigurableApplicationContext context = application.run(settings)) {
            return context.getBean(FileTranscription.class).read(file, context.getBean(NotesProperties.class));
        } catch (InvalidConfigurationException e) {
            err.println("It was not read, because of the settings:\n" + e.report());
            return WRONG;
        } catch (Throwable e) { // also an Error: this is the end of a command of a person
            err.println("It was not read: " + e);
            return FAILED;
        }
    }

    /** Returns the exit code: 0 for text or silence, 1 for a failure, 2 for wrong settings or no file. */
    int read(Path file, NotesProperties settings) throws InterruptedException {
        var models = new SpeechModels(settings);
        try {
            Optional<Transcriber> first = settings.engines().stream()
                    .flatMap(engine -> NoteReaders.transcribers(engine, settings, models))
                    .findFirst();
            if (first.isEmpty()) {
                err.println("No recogniser reads files: set MUZON_NOTES_ENGINES to local or http.");
                return WRONG;
            }
            if (!Files.isReadable(file)) {
                err.println(file + " is not there or may not be read.");
                return WRONG;
            }
            read(file, settings, first.get(), models);
            return 0;
        } catch (FailureException e) {
            err.println("It was not read: " + e.failure().detail() + " ("
                    + e.failure().code().value() + ")");
            return FAILED;
        } finally {
            models.destroy();
        }
    }

    private void read(Path file, NotesProperties settings, Transcriber transcriber, SpeechModels models)
            throws InterruptedException {
        Duration sound = Duration.ZERO;
        List<Transcript> pieces = new ArrayList<>();
        long began = System.nanoTime();
        try (var recording = Recording.open(Ffmpeg.locate(), file, settings.maxLength(), models.finder())) {
            for (Optional<Speech> piece = recording.next(); piece.isPresent(); piece = recording.next()) {
                sound = sound.plus(piece.get().length());
                if (!piece.get().isSilent()) {
                    Transcript heard = transcriber.transcribe(piece.get(), settings.spoken());
                    String words = Sayings.checked(heard.text(), piece.get().length());
                    pieces.add(new Transcript(words, heard.language()));
                    out.println(words);
                    out.flush();
                }
            }
        }
        double took = (System.nanoTime() - began) / 1e9;
        double seconds = Math.max(0.001, sound.toMillis() / 1000.0);
        Transcript whole = Transcript.joined(pieces);
        SpokenLanguage language = whole.spoken();
        err.printf(
                Locale.ROOT,
                "%s%s, language %s: %.1f s of sound in %.1f s, real-time factor %.2f with the start of the model%n",
                whole.text().isBlank() ? "(silence) " : "",
                transcriber.name(),
                language.isAuto() ? "unknown" : language.name(Locale.ENGLISH),
                seconds,
                took,
                took / seconds);
    }
}
