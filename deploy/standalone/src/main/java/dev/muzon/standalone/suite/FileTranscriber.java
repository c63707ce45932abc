package dev.muzon.standalone.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The run of assistant-service that reads one file and starts nothing else. */
public final class FileTranscriber {
    private static final String MAIN = "-Dloader.main=dev.muzon.assistant.note.FileTranscription";
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final Installation installation;
    private final Map<String, String> settings;

    /**
     * Makes one.
     *
     * @param settings of the operator
     */
    public FileTranscriber(Installation installation, Map<String, String> settings) {
        this.installation = installation;
        this.settings = settings;
    }

    /** Reads a file and prints its words. Returns the exit code. */
    public int read(Path file) throws IOException, InterruptedException {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("MUZON_NOTES_SPEECH", installation.speech().toString());
        environment.put("MUZON_NOTES_MODELS", installation.models().toString());
        environment.putAll(ProcessSettings.ASSISTANT_SERVICE.of(settings));
        var builder = new ProcessBuilder(List.of(
                        "setpriv",
                        "--pdeathsig",
                        "KILL",
                        installation.java().toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-XX:-CreateCoredumpOnCrash",
                        MAIN,
                        "-cp",
                        installation.jar("assistant-service").toString(),
                        LAUNCHER,
                        file.toString()))
                .inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }
}
