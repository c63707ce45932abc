package dev.muzon.protocol.job;

/** The ids of requests that a player makes by itself, for a song to go on with. */
public final class AutoplayRequest {
    private static final String PREFIX = "autoplay:";

    private AutoplayRequest() {}

    /**
     * Makes the id of a request.
     *
     * @param revision of the player that makes it, which makes one request of a revision
     */
    public static String id(long chat, long revision) {
        return PREFIX + chat + ":" + revision;
    }

    /** Returns whether a player made the request, and no person. */
    public static boolean is(String requestId) {
        return requestId.startsWith(PREFIX);
    }
}
