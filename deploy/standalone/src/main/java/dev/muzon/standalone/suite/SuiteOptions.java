package dev.muzon.standalone.suite;

import java.nio.file.Path;
import java.util.Map;

/**
 * How the suite shall run here.
 *
 * @param state folder for data, logs and secrets of this suite
 * @param host address on which people reach the pages; the services themselves stay on loopback
 * @param settings what the operator configured; wins over every default
 */
public record SuiteOptions(Path state, String host, Map<String, String> settings) {
    Path logs() {
        return state.resolve("logs");
    }

    Path temporary(String process) {
        return state.resolve("tmp").resolve(process);
    }

    Path images() {
        return state.resolve("images");
    }
}
