package dev.muzon.standalone;

/** A command that cannot be carried out as it was given, in one line for the person who gave it. */
final class RefusedException extends Exception {
    RefusedException(String line) {
        super(line);
    }
}
