package dev.muzon.sandbox.mtproto.session;

/** Mistakes in a client's messages for which MTProto has numbers. */
enum BadMessage {
    ID_TOO_LOW(16),
    ID_TOO_HIGH(17),
    ID_NOT_DIVISIBLE_BY_FOUR(18),
    SEQUENCE_TOO_LOW(32),
    SEQUENCE_TOO_HIGH(33),
    /** An odd sequence number on a message that needs no acknowledgement. */
    SEQUENCE_ODD(34),
    /** An even sequence number on a message that needs an acknowledgement. */
    SEQUENCE_EVEN(35),
    INVALID_CONTAINER(64);

    private final int code;

    BadMessage(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
