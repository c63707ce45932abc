package dev.muzon.sandbox.mtproto.tl;

/** Bytes that are not TL as our tables know it, or a value that doesn't fit its constructor. */
public final class TlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TlException(String message) {
        super(message);
    }

    public TlException(String message, Throwable cause) {
        super(message, cause);
    }
}
