package dev.muzon.standalone.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@code .env} file: {@code NAME=value} lines, {@code #} comments, an optional {@code export}, values optionally in
 * quotes. Nothing is expanded: a {@code $} in a secret is a {@code $}. A byte order mark at its beginning, as Windows
 * editors write it, is left out.
 *
 * @param settings in file order
 * @param junk numbers of the lines that are none of these. Their text may be a secret
 * @param nul numbers of the lines with a NUL byte, which no setting can have. It is left out
 * @param repeated numbers of the lines of each name that has several. The last one counts
 */
public record DotEnv(
        Map<String, String> settings, List<Integer> junk, List<Integer> nul, Map<String, List<Integer>> repeated) {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:export\\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\\s*=(?<value>.*)");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public DotEnv {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        junk = List.copyOf(junk);
        nul = List.copyOf(nul);
        repeated = Collections.unmodifiableMap(new LinkedHashMap<>(repeated));
    }

    /** Reads the file. One that does not exist has no settings. */
    public static DotEnv read(Path file) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        List<Integer> junk = new ArrayList<>();
        List<Integer> nul = new ArrayList<>();
        Map<String, List<Integer>> lines = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return new DotEnv(settings, junk, nul, lines);
        }
        int number = 0;
        for (String line : Files.readString(file)
                .replaceFirst("^" + BYTE_ORDER_MARK, "")
                .lines()
                .toList()) {
            number++;
            if (line.indexOf('\0') >= 0) {
                nul.add(number);
            }
            Matcher assignment = ASSIGNMENT.matcher(line.replace("\0", "").strip());
            if (assignment.matches()) {
                String name = assignment.group("name");
                settings.put(name, unquoted(assignment.group("value").strip()));
                lines.computeIfAbsent(name, _ -> new ArrayList<>()).add(number);
            } else if (!line.isBlank() && !line.strip().startsWith("#")) {
                junk.add(number);
            }
        }
        lines.values().removeIf(all -> all.size() == 1);
        return new DotEnv(settings, junk, nul, lines);
    }

    /** Says which lines of the file hold something else than a setting, and which names it sets more than once. */
    public Stream<String> complaints(Path file) {
        Stream<String> unreadable =
                junk.isEmpty() ? Stream.empty() : Stream.of(place(file, junk) + ": expected NAME=value or # comment");
        Stream<String> spoiled = nul.isEmpty()
                ? Stream.empty()
                : Stream.of(place(file, nul) + ": a NUL byte stands there, which no editor shows");
        Stream<String> ambiguous = repeated.entrySet().stream()
                .map(name -> place(file, name.getValue()) + ": " + name.getKey() + " is set more than once");
        return Stream.of(unreadable, spoiled, ambiguous).flatMap(complaints -> complaints);
    }

    private static String place(Path file, List<Integer> lines) {
        return file
                + (lines.size() == 1 ? ", line " : ", lines ")
                + lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Hides the values, which may be secrets. */
    @Override
    public String toString() {
        return "DotEnv" + settings.keySet();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
