package dev.muzon.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCrypt;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command that makes the setting of the login page's password. The password itself is shown and kept nowhere. */
@Command(
        name = "console-password",
        description = "Asks for a password of the login page and prints its setting, which holds only a hash of it.",
        footer = "Without a terminal it reads one line. It changes nothing: put what it prints into your settings.")
final class ConsolePasswordCommand implements Callable<Integer> {
    static final int SHORTEST = 12;

    /** The part that bcrypt takes into account, in bytes. */
    static final int LONGEST = 72;

    /** Each one more doubles the time of a guess. With 12 it is about a third of a second. */
    private static final int COST = 12;

    @Mixin
    final HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, RefusedException {
        String password = read();
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw RefusedException.asGiven("The password is too short: take at least " + SHORTEST + " characters.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw RefusedException.asGiven("The password is too long: take at most " + LONGEST + " bytes.");
        }
        spec.commandLine()
                .getOut()
                .println("MUZON_CONSOLE_PASSWORD_HASH='" + BCrypt.hashpw(password, BCrypt.gensalt(COST)) + "'");
        return ExitCode.OK;
    }

    @SuppressWarnings("SystemConsoleNull") // Java 25 has none again where there is no terminal
    private static String read() throws IOException, RefusedException {
        java.io.@Nullable Console terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw none();
            }
            return line;
        }
        char @Nullable [] first = terminal.readPassword("Password of the login page: ");
        if (first == null) {
            throw none();
        }
        char @Nullable [] second = terminal.readPassword("Once more: ");
        if (second == null || !Arrays.equals(first, second)) {
            throw RefusedException.asGiven("The two passwords differ: nothing is printed.");
        }
        return new String(first);
    }

    private static RefusedException none() {
        return RefusedException.asGiven("No password came: type it, or give it as one line of the standard input.");
    }
}
