package dev.muzon.sandbox.mtproto.tl;

/** An error about bytes that are not TL of our tables, or a value that doesn't fit its constructor. */
public final class TlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TlException(String message) {
        super(message);
    }

    public TlException(String message, Throwable cause) {
        super(message, cause);
    }
}
