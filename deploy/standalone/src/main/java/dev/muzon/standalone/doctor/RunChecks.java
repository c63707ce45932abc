package dev.muzon.standalone.doctor;

import dev.muzon.standalone.suite.SettingsCheck;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Checks with the services' own eyes: would they start with these settings? */
public final class RunChecks {
    private RunChecks() {}

    /**
     * Finds everything that is wrong with the settings.
     *
     * @param known names that are known to be missing, and are not told once more
     * @param file where the operator corrects them
     */
    public static Stream<Finding> settings(SettingsCheck check, List<String> known, String file)
            throws IOException, InterruptedException {
        List<String> problems = check.problems().stream()
                .filter(problem -> known.stream().noneMatch(problem::contains))
                .toList();
        return problems.isEmpty() && known.isEmpty()
                ? Stream.of(Finding.well("the services accept the settings"))
                : problems.stream().map(problem -> finding(problem, file));
    }

    /** Takes a problem and its remedy apart: {@code - key is wrong} and {@code set NAME} below. */
    private static Finding finding(String problem, String file) {
        String[] lines = problem.strip().replaceFirst("^- ", "").split("\\R\\s*", 2);
        return Finding.broken(lines[0], lines.length > 1 ? lines[1] + ", in " + file : "correct it in " + file);
    }
}
