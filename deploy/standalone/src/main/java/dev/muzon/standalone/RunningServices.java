package dev.muzon.standalone;

import dev.muzon.standalone.isolation.RunNetwork;
import dev.muzon.standalone.suite.KeptSecret;
import dev.muzon.standalone.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** The services of a run as another terminal reaches them. */
final class RunningServices {
    private static final String TOKEN = "MUZON_INTERNAL_TOKEN";
    private static final String STATE = "--state";

    private RunningServices() {}

    /** Returns the addresses of the services by their names. */
    static Map<String, URI> addresses() {
        Map<String, URI> services = new LinkedHashMap<>();
        for (String name : Suite.SERVICE_NAMES) {
            services.put(name, URI.create("http://127.0.0.1:" + Suite.port(name)));
        }
        return services;
    }

    /**
     * Runs the same command once more in the network of the run, unless this process is in it.
     *
     * @return the exit code, empty when the run answers here
     */
    static OptionalInt againInItsNetwork(Path folder, CommandSpec command) throws IOException, InterruptedException {
        Optional<Long> pid = RunFile.read(folder).map(RunRecord::pid);
        if (pid.isEmpty() || RunNetwork.isShared(pid.get())) {
            return OptionalInt.empty();
        }
        List<String> arguments =
                new ArrayList<>(command.root().commandLine().getParseResult().originalArgs());
        if (arguments.stream().noneMatch(argument -> argument.startsWith(STATE))) {
            arguments.addAll(List.of(STATE, folder.toString()));
        }
        return OptionalInt.of(RunNetwork.again(pid.get(), arguments));
    }

    /**
     * Returns the token that the services know each other by.
     *
     * @throws RefusedException while a run makes its first one, before any service starts
     */
    static String token(Path folder, Map<String, String> settings) throws IOException, RefusedException {
        String configured = settings.getOrDefault(TOKEN, "");
        if (!configured.isBlank()) {
            return configured;
        }
        try {
            return Files.readString(folder.resolve(KeptSecret.INTERNAL_TOKEN)).strip();
        } catch (NoSuchFileException _) {
            throw RefusedException.atPresent("Muzon is starting, and no service runs yet. \"./muzon status"
                    + RunningOption.of(folder) + "\" tells how far it is.");
        }
    }
}
