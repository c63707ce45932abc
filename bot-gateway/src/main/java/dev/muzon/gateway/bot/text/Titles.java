package dev.muzon.gateway.bot.text;

import dev.muzon.protocol.track.Track;

/** Names of tracks and people at a length that a message can bear. */
public final class Titles {
    private static final int LONGEST = 100;

    private Titles() {}

    /** {@code Artist – Title}, or the title alone. */
    public static String full(Track track) {
        return shortened(track.artist() == null ? track.title() : track.artist() + " – " + track.title());
    }

    /** Line breaks become spaces; what is too long ends in an ellipsis, never in half a character. */
    public static String shortened(String hostile) {
        String line = hostile.replaceAll("\\s+", " ").strip();
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
