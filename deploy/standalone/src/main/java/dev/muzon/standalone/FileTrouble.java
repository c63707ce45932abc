package dev.muzon.standalone;

import dev.muzon.standalone.doctor.NetworkTrouble;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The words for what is wrong with a file that a person named. Java's own are names of classes and of drafts. */
final class FileTrouble {
    private FileTrouble() {}

    /**
     * Refuses a file that cannot be written, before the work for it begins.
     *
     * @param remedy how the person names another one
     * @throws RefusedException when the file exists, or its folder is not there or takes no files
     */
    static void requireNew(Path file, String remedy) throws RefusedException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw RefusedException.asGiven(file + " is a folder: " + remedy + ".");
        }
        if (!Files.exists(folder)) {
            throw RefusedException.asGiven("There is no folder " + folder + ": " + remedy + ".");
        }
        if (!Files.isDirectory(folder)) {
            throw RefusedException.asGiven(folder + " is a file and no folder: " + remedy + ".");
        }
        if (Files.exists(file)) {
            throw RefusedException.asGiven(file + " exists already: " + remedy + ".");
        }
        if (!Files.isWritable(folder)) {
            throw RefusedException.asGiven("The folder " + folder + " cannot be written to: " + remedy + ".");
        }
    }

    /** Says what happened, with the file's name. */
    static String inWords(IOException e) {
        return e instanceof FileSystemException failed && failed.getFile() != null
                ? failed.getFile() + ": " + reason(failed)
                : words(e);
    }

    /** Says what happened, without the file's name. */
    static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException _ -> "a file is in its place";
            case NoSuchFileException _ -> "it is not there";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException failed when failed.getReason() != null -> failed.getReason();
            default -> words(e);
        };
    }

    /** Says what happened, without the name of a Java class unless there is nothing else. */
    static String words(@Nullable Throwable e) {
        if (e == null) {
            return "the reason is not known";
        }
        if (e instanceof IOException failed && NetworkTrouble.isIn(failed)) {
            return "another host does not answer: " + NetworkTrouble.inWords(failed);
        }
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? "an error of Muzon itself (" + e.getClass().getSimpleName() + ")"
                : message.replaceFirst("^(?:[\\w$]+\\.)+[\\w$]*(?:Exception|Error): ", "");
    }
}
