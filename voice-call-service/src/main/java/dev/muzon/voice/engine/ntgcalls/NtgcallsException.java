package dev.muzon.voice.engine.ntgcalls;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A refusal by ntgcalls. Made by native code. */
final class NtgcallsException extends RuntimeException {
    private final int code;

    /**
     * Makes the exception.
     *
     * @param code the library's result code, negative
     * @param words its explanation, UTF-8
     */
    NtgcallsException(int code, byte[] words) {
        super(new String(words, UTF_8));
        this.code = code;
    }

    int code() {
        return code;
    }
}
