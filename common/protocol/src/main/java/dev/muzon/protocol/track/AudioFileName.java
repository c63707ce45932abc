package dev.muzon.protocol.track;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Endings of sound files' names. A name says more than a MIME type, which is often missing or general. */
public final class AudioFileName {
    private static final Set<String> ENDINGS = Set.of(
            "mp3", "m4a", "m4b", "mp4", "aac", "ogg", "oga", "opus", "flac", "wav", "webm", "mka", "wma", "aif", "aiff",
            "ape", "wv", "tta", "mpc", "dsf", "caf", "au", "ac3");

    private static final Set<String> FILMS = Set.of("mp4", "webm");

    private AudioFileName() {}

    /** Returns whether the name ends like a file with sound, e.g. {@code SONG.MP3}. */
    public static boolean matches(@Nullable String name) {
        return name != null && dotBeforeEnding(name) >= 0;
    }

    /** Returns whether the name ends like a file that has sound and nothing else, e.g. {@code song.flac}. */
    public static boolean isMusic(@Nullable String name) {
        return name != null && matches(name) && !FILMS.contains(endingOf(name));
    }

    /** Cuts a sound file's ending off. Any other name stays as it is: {@code Opus No. 9} ends in no file type. */
    public static String withoutEnding(String name) {
        int dot = dotBeforeEnding(name);
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static int dotBeforeEnding(String name) {
        return ENDINGS.contains(endingOf(name)) ? name.lastIndexOf('.') : -1;
    }

    private static String endingOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
