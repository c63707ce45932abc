package dev.muzon.standalone;

import dev.muzon.standalone.isolation.RunNetwork;
import dev.muzon.standalone.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The services of a run as another terminal reaches them. */
final class RunningServices {
    private static final String TOKEN = "MUZON_INTERNAL_TOKEN";
    private static final String TOKEN_FILE = "internal-token";

    private RunningServices() {}

    /** Returns the addresses of the services by their names. */
    static Map<String, URI> addresses() {
        Map<String, URI> services = new LinkedHashMap<>();
        for (String name : Suite.SERVICE_NAMES) {
            services.put(name, URI.create("http://127.0.0.1:" + Suite.port(name).orElseThrow()));
        }
        return services;
    }

    /** Returns a process of the run, when the run answers in a network that this process is not in. */
    static Optional<Long> elsewhere(Path folder) throws IOException {
        Optional<Long> pid = RunFile.read(folder).map(RunRecord::pid);
        return pid.isPresent() && !RunNetwork.isShared(pid.get()) ? pid : Optional.empty();
    }

    /** Returns the token that the services know each other by. */
    static String token(Path folder, Map<String, String> settings) throws IOException {
        String configured = settings.getOrDefault(TOKEN, "");
        return configured.isBlank()
                ? Files.readString(folder.resolve(TOKEN_FILE)).strip()
                : configured;
    }
}
