package dev.muzon.assistant.note;

/** The end of an attempt at a note that lasts longer than its queue is for. What was read of it is remembered. */
class LongerThanSaidException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LongerThanSaidException() {
        super("the note lasts longer than it was sent with", null, false, false);
    }
}
