package dev.muzon.sandbox.mtproto.session;

/** A breach of the protocol by the client, which closes its connection. */
final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}
