package dev.muzon.gateway.bot.text;

import dev.muzon.protocol.track.Track;

/** Names of tracks and people, made safe to stand in a line of a message. */
public final class Titles {
    /** In UTF-16 units, as Telegram counts. */
    private static final int LONGEST = 100;

    private Titles() {}

    /** Returns {@code Artist – Title}, or the title alone. */
    public static String full(Track track) {
        return shortened(track.artist() == null ? track.title() : track.artist() + " – " + track.title());
    }

    /** Returns one clean line. What is too long ends in an ellipsis, never in half a character. */
    public static String shortened(String hostile) {
        String line = ForeignText.cleaned(hostile);
        String bounded = line.length() <= LONGEST ? line : line.substring(0, end(line)) + "…";
        return ForeignText.isolated(ForeignText.withoutMentions(bounded));
    }

    private static int end(String line) {
        int end = LONGEST - 1;
        return Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end;
    }
}
