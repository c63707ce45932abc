package dev.muzon.standalone.process;

import java.util.List;

/** The end of a process whose settings are wrong: {@code EX_CONFIG}. A start without a change of them is pointless. */
public final class MisconfiguredException extends Exception {
    /** The exit code that says so. */
    public static final int EXIT_CODE = 78;

    /**
     * Makes the exception.
     *
     * @param lastLines of the process's output, which name what is wrong
     */
    MisconfiguredException(String name, List<String> lastLines) {
        super(name + " ended with " + EXIT_CODE + ":\n" + String.join("\n", lastLines));
    }
}
