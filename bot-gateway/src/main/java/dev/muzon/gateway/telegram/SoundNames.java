package dev.muzon.gateway.telegram;

import dev.muzon.protocol.track.AudioFileName;
import java.util.regex.Pattern;

/** Names of files that hold sound, alone or with pictures, whatever their MIME type says. */
final class SoundNames {
    /** Endings of programs, archives, pictures and texts, which nobody plays. They are not fetched to look into them. */
    private static final Pattern SOMETHING_ELSE = Pattern.compile("""
            .*\\.(?:exe|msi|dll|apk|xapk|ipa|dmg|pkg|deb|rpm|jar|iso|img|bat|cmd|sh|py|js|\
            zip|rar|7z|gz|tgz|bz2|xz|zst|tar|torrent|\
            jpe?g|png|gif|webp|bmp|tiff?|heic|svg|psd|ico|ttf|otf|\
            pdf|epub|fb2|mobi|djvu|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|md|csv|json|xml|html?|log|srt|lrc|cue|\
            sqlite|db|dat|cfg|conf|ini)\\s*""", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SoundNames() {}

    static boolean isSound(String fileName) {
        return AudioFileName.matches(fileName) || AudioFileName.isFilm(fileName);
    }

    /** Returns whether the name says that there is no sound. A dot alone, as in {@code 01. Intro}, says nothing. */
    static boolean isSomethingElse(String fileName) {
        return SOMETHING_ELSE.matcher(fileName).matches();
    }
}
