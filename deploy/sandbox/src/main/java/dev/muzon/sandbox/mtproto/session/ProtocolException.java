package dev.muzon.sandbox.mtproto.session;

/** The client broke the protocol; its connection is closed. */
final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}
