package dev.muzon.standalone.doctor;

/**
 * The result of a check.
 *
 * @param fix what to do about it, empty when there is no problem
 */
public record Finding(Level level, String what, String fix) {
    /** The severity of a finding. */
    public enum Level {
        WELL,
        /** Works, but not as well as it could, or not everything. */
        WARNING,
        BROKEN
    }

    public static Finding well(String what) {
        return new Finding(Level.WELL, what, "");
    }

    public static Finding warning(String what, String fix) {
        return new Finding(Level.WARNING, what, fix);
    }

    public static Finding broken(String what, String fix) {
        return new Finding(Level.BROKEN, what, fix);
    }
}
