package dev.muzon.standalone;

import dev.muzon.standalone.suite.DotEnv;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the file with the settings. Without it {@code .env} is read if it is there. */
final class EnvOption {
    private static final Path STANDARD = Path.of(".env");

    /** The file beside it that names every setting a beginner needs. */
    private static final String EXAMPLE = ".env.example";

    @Option(names = "--env", paramLabel = "FILE", description = "File with the settings (default: .env beside muzon).")
    private @Nullable Path named;

    Path file() {
        return named == null ? STANDARD.toAbsolutePath() : named;
    }

    /** Returns the option as the person wrote it, for another command. */
    String again() {
        return named == null ? "" : " --env " + named;
    }

    /** Says what to do when settings are wrong or missing. A file that is not there yet is made first. */
    String remedy() {
        Path file = file();
        return Files.exists(file)
                ? "Correct " + file
                : "There is no %s yet: \"install -m 600 %s %s\" makes it, fill it in"
                        .formatted(file, file.resolveSibling(EXAMPLE), file);
    }

    /**
     * Reads the settings.
     *
     * @throws RefusedException when the file was named and is not there, or cannot be read
     */
    DotEnv read() throws RefusedException {
        Path file = file();
        if (named != null && !Files.exists(file)) {
            throw RefusedException.asGiven("There is no file " + file + ": --env names a file of NAME=value lines.");
        }
        if (Files.isDirectory(file)) {
            throw RefusedException.asGiven(
                    file + " is a folder: --env names a file, \"" + file.resolve(STANDARD) + "\" for example.");
        }
        try {
            return DotEnv.read(file);
        } catch (MalformedInputException _) {
            throw RefusedException.asGiven(file + " is not text in UTF-8: save it in that encoding.");
        } catch (IOException e) {
            throw RefusedException.asGiven(file + " cannot be read: " + FileTrouble.reason(e) + ".");
        }
    }
}
