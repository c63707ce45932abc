package dev.muzon.sandbox.botapi;

/** How invite links are written. */
final class InviteLinks {
    private static final String PREFIX = "https://t.me/+";

    private InviteLinks() {}

    static String url(String hash) {
        return PREFIX + hash;
    }
}
