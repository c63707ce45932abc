package dev.muzon.gateway.telegram;

import dev.muzon.protocol.track.AudioFileName;

/** Names of files that hold sound, alone or with pictures, whatever their MIME type says. */
final class SoundNames {
    private SoundNames() {}

    static boolean isSound(String fileName) {
        return AudioFileName.matches(fileName) || AudioFileName.isFilm(fileName);
    }
}
