package dev.muzon.standalone;

import dev.muzon.standalone.process.ProcessView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as other terminals see it.
 *
 * @param pid of the supervisor
 * @param command that started it, {@code demo} for example
 * @param version that was started, null when it did not tell
 * @param next what a person does next, null before everything was ready
 * @param loginPage the newest link to the login page of the assistants, null when nobody needs one
 * @param processes as they stand
 * @param upcoming the processes that have not been started yet, in their order
 * @param ports of the processes, by their names
 */
record RunRecord(
        long pid,
        Instant since,
        String command,
        @Nullable String version,
        @Nullable String next,
        @Nullable String loginPage,
        List<Entry> processes,
        List<Upcoming> upcoming,
        Map<String, Integer> ports) {
    /** Reads the record of an older version, too. */
    RunRecord {
        upcoming = Objects.requireNonNullElse(upcoming, List.of());
        ports = Objects.requireNonNullElse(ports, Map.of());
    }

    /**
     * A process of the run.
     *
     * @param trouble the newest thing that went wrong with it, null when nothing did since it was last ready
     */
    record Entry(ProcessView process, @Nullable String trouble) {}

    /**
     * A process that has not been started yet.
     *
     * @param waitsFor in words, null when it is not its turn
     */
    record Upcoming(String name, @Nullable String waitsFor) {
        String inWords() {
            return waitsFor == null ? "not started yet" : "waits for " + waitsFor;
        }
    }

    String inWords() {
        return "pid " + pid + ", ./muzon " + command + " since " + time(since);
    }

    /**
     * Returns the version with a comma before it, and the one here when that is another. An empty word when unknown.
     *
     * @param here the version that a start would run now, empty when unknown
     */
    String versionInWords(Optional<String> here) {
        if (version == null) {
            return "";
        }
        return ", " + version
                + here.filter(other -> !other.equals(version))
                        .map(other -> ", but here is " + other)
                        .orElse("");
    }

    static String time(Instant instant) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
                .withZone(ZoneId.systemDefault())
                .format(instant);
    }
}
