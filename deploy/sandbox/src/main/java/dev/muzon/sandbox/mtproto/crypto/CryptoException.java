package dev.muzon.sandbox.mtproto.crypto;

/** The other side sent something that does not decrypt or verify. */
public final class CryptoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CryptoException(String message) {
        super(message);
    }
}
