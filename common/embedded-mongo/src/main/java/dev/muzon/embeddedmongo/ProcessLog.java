package dev.muzon.embeddedmongo;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The process's own lines with their times. It has no logging library, whose lines nobody wants to read. */
final class ProcessLog {
    private ProcessLog() {}

    static void info(String line) {
        print(System.out, line);
    }

    static void error(String line) {
        print(System.err, line);
    }

    private static void print(PrintStream to, String line) {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        to.println(now + " embedded mongo " + line);
    }
}
