package dev.muzon.gateway.telegram;

import java.util.Locale;
import java.util.Set;

/** Names of files that hold sound, whatever their MIME type says. */
final class SoundNames {
    private static final Set<String> ENDINGS = Set.of(
            "aac", "ac3", "adts", "aif", "aifc", "aiff", "alac", "amr", "ape", "au", "avi", "caf", "dsf", "dts", "flac",
            "flv", "m4a", "m4b", "m4v", "mka", "mkv", "mov", "mp2", "mp3", "mp4", "mpeg", "mpg", "oga", "ogg", "ogv",
            "opus", "spx", "tta", "wav", "weba", "webm", "wma", "wmv", "wv", "3gp");

    private SoundNames() {}

    static boolean isSound(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot >= 0 && ENDINGS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
