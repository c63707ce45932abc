package dev.muzon.standalone.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@code .env} file: {@code NAME=value} lines, {@code #} comments, an optional {@code export}, values optionally in
 * quotes. Nothing is expanded: a {@code $} in a secret is a {@code $}.
 */
public final class DotEnv {
    private DotEnv() {}

    /**
     * Reads the file.
     *
     * @return the settings in file order, none when the file does not exist
     * @throws IOException naming the line that is not {@code NAME=value}, never its value
     */
    public static Map<String, String> read(Path file) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return settings;
        }
        int number = 0;
        for (String raw : Files.readAllLines(file)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String assignment = line.startsWith("export ") ? line.substring(7).strip() : line;
            int equals = assignment.indexOf('=');
            if (equals < 1 || !assignment.substring(0, equals).strip().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new IOException(file + ", line " + number + ": expected NAME=value");
            }
            settings.put(
                    assignment.substring(0, equals).strip(),
                    unquoted(assignment.substring(equals + 1).strip()));
        }
        return settings;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
