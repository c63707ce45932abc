package dev.muzon.standalone.suite;

import java.nio.file.Path;
import java.util.Map;

/**
 * Options of a suite on this host.
 *
 * @param state folder for data, logs and secrets of this suite
 * @param host address on which people reach the pages. The services themselves stay on loopback
 * @param environment variables that give way to every default: those of the supervisor
 * @param settings variables that win over every default: those that the operator configured
 */
public record SuiteOptions(Path state, String host, Map<String, String> environment, Map<String, String> settings) {
    Path logs() {
        return state.resolve("logs");
    }

    Path temporary(String process) {
        return state.resolve("tmp").resolve(process);
    }

    Path images() {
        return state.resolve("images");
    }

    /** Hides both maps, which may hold secrets. */
    @Override
    public String toString() {
        return "SuiteOptions[" + state + "]";
    }
}
