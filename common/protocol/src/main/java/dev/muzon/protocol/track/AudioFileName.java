package dev.muzon.protocol.track;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The endings of sound files' names. A name is more honest than a MIME type, which is often missing or general. */
public final class AudioFileName {
    private static final Set<String> ENDINGS = Set.of(
            "mp3", "m4a", "m4b", "mp4", "aac", "ogg", "oga", "opus", "flac", "wav", "webm", "mka", "wma", "aif", "aiff",
            "ape", "wv", "tta", "mpc", "dsf", "caf", "au", "ac3");

    private AudioFileName() {}

    /** Returns whether the name ends like a file with sound, e.g. {@code SONG.MP3}. */
    public static boolean matches(@Nullable String name) {
        return name != null && dotBeforeEnding(name) >= 0;
    }

    /** Cuts a sound file's ending off. Any other name stays as it is: {@code Opus No. 9} ends in no file type. */
    public static String withoutEnding(String name) {
        int dot = dotBeforeEnding(name);
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static int dotBeforeEnding(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT)) ? dot : -1;
    }
}
