package dev.muzon.sandbox.mtproto.session;

/** The mistakes in a client's messages that MTProto has numbers for. */
enum BadMessage {
    ID_TOO_LOW(16),
    ID_TOO_HIGH(17),
    ID_NOT_DIVISIBLE_BY_FOUR(18),
    SEQUENCE_TOO_LOW(32),
    SEQUENCE_TOO_HIGH(33),
    /** Of a message that needs no acknowledgement. */
    SEQUENCE_ODD(34),
    /** Of a message that needs an acknowledgement. */
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
