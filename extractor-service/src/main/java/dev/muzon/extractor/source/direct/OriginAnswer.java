package dev.muzon.extractor.source.direct;

import java.nio.charset.StandardCharsets;

/**
 * The first bytes of a server's answer. They tell a wrong protocol from a broken connection, for which ffmpeg has the
 * same words.
 */
final class OriginAnswer {
    private static final int TLS_ALERT = 0x15;
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int STATUS = "HTTP/1.1 ".length();

    private OriginAnswer() {}

    static boolean isTls(byte[] bytes) {
        return bytes[0] == TLS_ALERT || bytes[0] == TLS_HANDSHAKE;
    }

    /** Returns whether the bytes so far begin an answer of a web server or an old radio server. */
    static boolean isHttp(byte[] bytes, int length) {
        String start = text(bytes, 0, Math.min(length, 4));
        return "HTTP".startsWith(start) || "ICY ".startsWith(start);
    }

    static boolean isRedirect(byte[] bytes, int length) {
        return length > STATUS && text(bytes, 0, 5).equals("HTTP/") && bytes[STATUS] == '3';
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
}
