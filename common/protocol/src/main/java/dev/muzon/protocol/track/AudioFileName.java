package dev.muzon.protocol.track;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Endings of sound files' names. A name says more than a MIME type, which is often missing or general. */
public final class AudioFileName {
    private static final Set<String> ENDINGS = Set.of(
            "mp3", "mp2", "mp1", "mpa", "m2a", "m4a", "m4b", "m4r", "mp4", "3ga", "aac", "adts", "ogg", "oga", "opus",
            "spx", "flac", "wav", "w64", "webm", "weba", "mka", "wma", "aif", "aiff", "aifc", "ape", "wv", "tta", "mpc",
            "dsf", "caf", "au", "snd", "ac3", "eac3", "ec3", "amr", "awb");

    /** Files that hold pictures too, or nothing but pictures. */
    private static final Set<String> FILMS =
            Set.of("mp4", "webm", "3gp", "3g2", "avi", "flv", "m4v", "mkv", "mov", "mpeg", "mpg", "ogv", "wmv");

    /** Blanks of any kind, also those that are not seen, at the end. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+$");

    private AudioFileName() {}

    /** Returns whether the name ends like a file with sound, e.g. {@code SONG.MP3}. */
    public static boolean matches(@Nullable String name) {
        return name != null && ENDINGS.contains(endingOf(name));
    }

    /** Returns whether the name ends like a film, e.g. {@code clip.mov}. Some films are among the files with sound. */
    public static boolean isFilm(@Nullable String name) {
        return name != null && FILMS.contains(endingOf(name));
    }

    /** Returns whether the name ends like a file that has sound and nothing else, e.g. {@code song.flac}. */
    public static boolean isMusic(@Nullable String name) {
        return matches(name) && !isFilm(name);
    }

    /**
     * Cuts the ending of a sound file or a film off. Any other name stays as it is: {@code Opus No. 9} ends in no file
     * type.
     */
    public static String withoutEnding(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && (matches(name) || isFilm(name)) ? name.substring(0, dot) : name;
    }

    /** Returns the ending without the blanks that copying leaves behind a name. */
    private static String endingOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? ""
                : BLANKS.matcher(name.substring(dot + 1)).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
