package dev.muzon.speech;

/** The end of a question to the child without an answer. */
public final class SpeechException extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** The remedy, as far as one is known. */
    public enum Kind {
        /** It may work in a moment: the child died, was killed, or memory is short. */
        AWAY,
        /** It never works until somebody changes a setting or a file. */
        UNUSABLE,
        /** This speech ends the child each time, or is refused. */
        POISON
    }

    public SpeechException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
