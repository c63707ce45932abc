package dev.muzon.gateway.bot.text;

import dev.muzon.protocol.track.Track;
import org.jspecify.annotations.Nullable;

/** Names of tracks and people, made safe to stand in a line of a message. */
public final class Titles {
    /** In UTF-16 units, as Telegram counts. */
    private static final int LONGEST = 100;

    private static final String DASH = " – ";

    private Titles() {}

    /** Returns {@code Artist – Title}, or the title alone. */
    public static String full(Track track) {
        return full(track.artist(), track.title());
    }

    /** Returns {@code Artist – Title}, or the title alone. A long artist leaves half of the room to the title. */
    public static String full(@Nullable String artist, String title) {
        if (artist == null) {
            return shortened(title);
        }
        String name = ForeignText.cleaned(title);
        int room = Math.max(LONGEST / 2, LONGEST - name.length()) - DASH.length();
        return shortened(bounded(ForeignText.cleaned(artist), room) + DASH + name);
    }

    /** Returns one clean line. What is too long ends in an ellipsis, never in half a character. */
    public static String shortened(String hostile) {
        return ForeignText.isolated(inert(bounded(ForeignText.cleaned(hostile), LONGEST)));
    }

    /** Returns the same words with nothing in them that does something when tapped. */
    public static String inert(String hostile) {
        return ForeignText.inert(hostile);
    }

    private static String bounded(String line, int longest) {
        return line.length() <= longest ? line : line.substring(0, end(line, longest)) + "…";
    }

    private static int end(String line, int longest) {
        int end = longest - 1;
        return Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end;
    }
}
