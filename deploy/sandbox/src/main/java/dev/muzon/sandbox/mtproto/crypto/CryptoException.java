package dev.muzon.sandbox.mtproto.crypto;

/** Data from the other side that does not decrypt or verify. */
public final class CryptoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CryptoException(String message) {
        super(message);
    }
}
