package dev.muzon.standalone;

import dev.muzon.standalone.doctor.Check;
import dev.muzon.standalone.doctor.Finding;
import dev.muzon.standalone.doctor.SpeechChecks;
import dev.muzon.standalone.suite.FileTranscriber;
import dev.muzon.standalone.suite.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The command that tries the recogniser of the settings on a file. */
@Command(
        name = "transcribe",
        description =
                "Reads a sound file with the first recogniser of MUZON_NOTES_ENGINES, as it would read a voice note. Prints"
                        + " the words, and on stderr the language and the real-time factor.",
        footer = "MUZON_NOTES_ENGINES=local ./muzon transcribe note.ogg tries a model of \"./muzon models\".")
final class TranscribeCommand implements Callable<Integer> {
    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final EnvOption env = new EnvOption();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Muzon muzon;

    @Parameters(paramLabel = "FILE", description = "The sound: ogg, mp3, m4a, wav, flac, mp4.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        if (!Files.isReadable(file)) {
            throw RefusedException.asGiven(file + " is not there or may not be read.");
        }
        var installation = Installation.at(muzon.root);
        Path service = installation.jar("assistant-service");
        if (!Files.isRegularFile(service)) {
            throw RefusedException.atPresent(
                    "Not built yet: " + service + " is not there. \"./muzon build\" makes it.");
        }
        Map<String, String> settings =
                OperatorSettings.of(System.getenv(), env).withWholePaths().all();
        if (SpeechChecks.readsFiles(settings)) {
            requireSpeech(settings, installation);
        }
        return new FileTranscriber(installation, settings).read(file);
    }

    /** Refuses a local recogniser that is not here, and fetches nothing by itself. */
    private static void requireSpeech(Map<String, String> settings, Installation installation)
            throws InterruptedException, RefusedException {
        List<Check> checks = SpeechChecks.all(
                        settings,
                        ModelsCommand.models(settings, installation),
                        ModelsCommand.libraries(settings, installation))
                .toList();
        for (Check check : checks) {
            Finding found = check.look();
            if (found.level() != Finding.Level.WELL) {
                throw RefusedException.atPresent("It was not read: " + found.what() + ". Fix: " + found.fix() + ".");
            }
        }
    }
}
