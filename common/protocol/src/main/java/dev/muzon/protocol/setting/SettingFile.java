package dev.muzon.protocol.setting;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A file that holds the value of a setting: {@code BOT_TOKEN_FILE} names the one of {@code BOT_TOKEN}. A secret in a file
 * stands in no environment, which children inherit and tools print.
 *
 * @param setting the name of the setting
 * @param named what its variable names
 */
public record SettingFile(String setting, String named) {
    private static final String ENDING = "_FILE";

    /** A value is one line. A larger file was named by mistake. */
    private static final int LARGEST = 64 * 1024;

    /**
     * The content of a file.
     *
     * @param value without the white space around it, empty when something is wrong
     * @param problem reads on after the variable's name, empty when all is well
     * @param open whether every user of this machine may read the file
     */
    public record Content(String value, String problem, boolean open) {
        static Content wrong(String problem) {
            return new Content("", problem, false);
        }

        /** Tells whether there is a value. */
        public boolean isUsable() {
            return problem.isEmpty();
        }
    }

    /**
     * Finds the files that an environment names.
     *
     * @param known tells which names are settings: other programs have variables that end alike
     */
    public static Stream<SettingFile> in(Map<String, String> environment, Predicate<String> known) {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().endsWith(ENDING))
                .filter(variable -> !variable.getValue().isBlank())
                .map(variable -> new SettingFile(
                        variable.getKey().substring(0, variable.getKey().length() - ENDING.length()),
                        variable.getValue().strip()))
                .filter(file -> known.test(file.setting()));
    }

    /** Returns the name of the variable that names the file. */
    public String variable() {
        return setting + ENDING;
    }

    /** Reads the file. What is wrong with it is told in the content. */
    public Content read() {
        try {
            Path file = Path.of(named);
            if (!Files.exists(file)) {
                return Content.wrong("names no file: there is no " + file);
            }
            if (!Files.isRegularFile(file)) {
                return Content.wrong("names a folder or a device, not a file: " + file);
            }
            if (!Files.isReadable(file)) {
                return Content.wrong("names a file that this user may not read: " + file);
            }
            if (Files.size(file) > LARGEST) {
                return Content.wrong("names a file that is too large for a setting: " + file);
            }
            String value = Files.readString(file).strip();
            if (value.indexOf('\0') >= 0) {
                return Content.wrong("names a file with a NUL byte, which no setting can have: " + file);
            }
            return value.isEmpty()
                    ? Content.wrong("names an empty file: " + file)
                    : new Content(value, "", isOpen(file));
        } catch (MalformedInputException | InvalidPathException _) {
            return Content.wrong("names a file that is not text in UTF-8");
        } catch (IOException e) {
            return Content.wrong("names a file that cannot be read: " + e.getMessage());
        }
    }

    private static boolean isOpen(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    }
}
