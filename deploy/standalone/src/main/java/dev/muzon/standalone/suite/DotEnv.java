package dev.muzon.standalone.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env} file: {@code NAME=value} lines, {@code #} comments, an optional {@code export}, values optionally in
 * quotes. Nothing is expanded: a {@code $} in a secret is a {@code $}. A byte order mark at its beginning, as Windows
 * editors write it, is left out.
 */
public final class DotEnv {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:export\\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\\s*=(?<value>.*)");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DotEnv() {}

    /**
     * Reads the file.
     *
     * @return the settings in file order, none when the file does not exist
     * @throws IOException naming each line that is not {@code NAME=value}, never its text
     */
    public static Map<String, String> read(Path file) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return settings;
        }
        List<String> bad = new ArrayList<>();
        int number = 0;
        for (String line : Files.readString(file)
                .replaceFirst("^" + BYTE_ORDER_MARK, "")
                .lines()
                .toList()) {
            number++;
            Matcher assignment = ASSIGNMENT.matcher(line.strip());
            if (assignment.matches()) {
                settings.put(
                        assignment.group("name"),
                        unquoted(assignment.group("value").strip()));
            } else if (!line.isBlank() && !line.strip().startsWith("#")) {
                bad.add(Integer.toString(number));
            }
        }
        if (!bad.isEmpty()) {
            throw new IOException(file + ", line " + String.join(", ", bad) + ": expected NAME=value or # comment");
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
