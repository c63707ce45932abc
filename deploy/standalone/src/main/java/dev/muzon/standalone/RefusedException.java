package dev.muzon.standalone;

import picocli.CommandLine.ExitCode;

/** A command that cannot be carried out, with the reason for the person who gave it. */
final class RefusedException extends Exception {
    private final int exitCode;

    private RefusedException(int exitCode, String words) {
        super(words);
        this.exitCode = exitCode;
    }

    /** Refuses what the person wrote: options or settings. */
    static RefusedException asGiven(String words) {
        return new RefusedException(ExitCode.USAGE, words);
    }

    /** Refuses because of what the machine is like now: the same command may work later. */
    static RefusedException atPresent(String words) {
        return new RefusedException(ExitCode.SOFTWARE, words);
    }

    int exitCode() {
        return exitCode;
    }
}
