package dev.muzon.standalone;

import dev.muzon.speech.ModelFolder;
import dev.muzon.speech.SpeechLibraries;
import dev.muzon.speech.SpeechModel;
import dev.muzon.standalone.doctor.NetworkTrouble;
import dev.muzon.standalone.suite.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command that lists the models of the local recogniser and downloads them. */
@Command(
        name = "models",
        description =
                "Lists the models that read voice notes on this machine. \"get NAME\" downloads one and checks its"
                        + " SHA-256, \"install\" installs the recogniser's libraries.",
        footer = "MUZON_NOTES_ENGINES=local and MUZON_NOTES_LOCAL_MODEL=NAME have a model read the notes.")
final class ModelsCommand implements Callable<Integer> {
    private static final String GET = "get";
    private static final int PERCENTS = 10;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    private final EnvOption env = new EnvOption();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Muzon muzon;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "get, install, or nothing to list.")
    private @Nullable String action;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME", description = "Names of models.")
    private List<String> names = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        PrintWriter out = spec.commandLine().getOut();
        var installation = Installation.at(muzon.root);
        Map<String, String> settings =
                OperatorSettings.of(System.getenv(), env).withWholePaths().all();
        ModelFolder folder = models(settings, installation);
        if (action == null) {
            list(out, folder, libraries(settings, installation), installation.speech());
            return ExitCode.OK;
        }
        if (action.equals(GET) && names.isEmpty()) {
            throw RefusedException.asGiven(
                    "NAME is missing: \"./muzon models\" lists them, and \"models get NAME\"" + " downloads one.");
        }
        if (!action.equals(GET)) {
            throw RefusedException.asGiven(
                    "\"models\" lists, \"models get NAME\" downloads, \"models install\" installs the libraries.");
        }
        for (String name : names) {
            get(out, folder, model(name));
        }
        return ExitCode.OK;
    }

    /** Returns the folder of models that the settings name. */
    static ModelFolder models(Map<String, String> settings, Installation installation) {
        return new ModelFolder(named(settings, "MUZON_NOTES_MODELS", installation.models()));
    }

    /** Returns the libraries of the local recogniser that the settings name. */
    static SpeechLibraries libraries(Map<String, String> settings, Installation installation) {
        return new SpeechLibraries(named(settings, "MUZON_NOTES_SPEECH", installation.speech()));
    }

    private static Path named(Map<String, String> settings, String name, Path otherwise) {
        String value = settings.getOrDefault(name, "");
        return value.isBlank() ? otherwise : Path.of(value);
    }

    private static SpeechModel model(String name) throws RefusedException {
        return SpeechModel.named(name)
                .orElseThrow(() ->
                        RefusedException.asGiven("There is no model \"" + name + "\". \"./muzon models\" lists them."));
    }

    private static void list(PrintWriter out, ModelFolder folder, SpeechLibraries libraries, Path installed) {
        String row = "%-15s %9s %9s  %-5s %s%n";
        out.printf(row, "NAME", "DOWNLOAD", "MEMORY", "HERE", "LANGUAGES");
        for (SpeechModel model : SpeechModel.ALL) {
            out.printf(
                    row,
                    model.name(),
                    (model.bytes() >> 20) + " MB",
                    model.memory() + " MB",
                    folder.has(model) ? "yes" : "no",
                    model.languages() + " (" + model.licence() + ")");
        }
        out.println("Folder: " + folder.path());
        if (!libraries.complete()) {
            out.println(
                    libraries.folder().equals(installed)
                            ? "The recogniser's libraries are not installed: run ./muzon models install"
                            : "MUZON_NOTES_SPEECH names %s, which has no %s. Delete the setting, then run ./muzon models install"
                                    .formatted(
                                            libraries.folder(),
                                            libraries.missing().getFirst()));
        }
        out.flush();
    }

    private static void get(PrintWriter out, ModelFolder folder, SpeechModel model)
            throws IOException, InterruptedException, RefusedException {
        if (folder.has(model)) {
            out.println(model.name() + " is here already: " + folder.file(model));
            return;
        }
        out.printf("Fetching %s, %d MB …%n", model.name(), model.bytes() >> 20);
        out.flush();
        try {
            folder.get(model, progress(out, model.bytes()));
        } catch (IOException e) {
            throw notFetched(model, e, folder.path());
        }
        out.println("Here and checked: " + Files.size(folder.file(model)) + " bytes in " + folder.file(model));
        out.flush();
    }

    static RefusedException notFetched(SpeechModel model, IOException e, Path folder) {
        String why = NetworkTrouble.isIn(e)
                ? model.source().getHost() + " does not answer, " + NetworkTrouble.inWords(e)
                : FileTrouble.inWords(e);
        return RefusedException.atPresent(
                "%s was not fetched: %s. Fix: check the network, or fetch %s with a browser into %s."
                        .formatted(model.name(), why, model.source(), folder));
    }

    private static LongConsumer progress(PrintWriter out, long whole) {
        var told = new java.util.concurrent.atomic.AtomicLong();
        return arrived -> {
            long percent = arrived * 100 / whole / PERCENTS * PERCENTS;
            if (percent > told.getAndSet(percent)) {
                out.println(percent + " %");
                out.flush();
            }
        };
    }
}
