package dev.muzon.gateway.telegram;

import dev.muzon.protocol.track.AudioFileName;
import java.util.Locale;
import java.util.Set;

/** Names of files that hold sound, alone or with pictures, whatever their MIME type says. */
final class SoundNames {
    private static final Set<String> FILMS =
            Set.of("3gp", "avi", "flv", "m4v", "mkv", "mov", "mpeg", "mpg", "ogv", "wmv");

    private SoundNames() {}

    static boolean isSound(String fileName) {
        return AudioFileName.matches(fileName) || isFilm(fileName);
    }

    private static boolean isFilm(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot >= 0 && FILMS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
