package dev.muzon.assistant.tdlib;

/** An error as TDLib answers it. {@link TdErrors} translates it before it leaves this package. */
final class TdError extends RuntimeException {
    private static final int CLOSED = 0;

    private final int code;

    TdError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** Makes the answer to every request to a client that has ended. */
    static TdError closed() {
        return new TdError(CLOSED, "the client is closed");
    }

    boolean isClosed() {
        return code == CLOSED;
    }

    /** Returns a number as in HTTP, or 0 when TDLib is closed. */
    int code() {
        return code;
    }

    /** Returns Telegram's own word, e.g. {@code INVITE_HASH_EXPIRED}, or a sentence of TDLib's. */
    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
