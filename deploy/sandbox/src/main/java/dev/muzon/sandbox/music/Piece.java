package dev.muzon.sandbox.music;

import java.awt.Color;
import java.util.List;

/**
 * One piece of the demo's library.
 *
 * @param file name with the ending that decides the format
 * @param encoder ffmpeg's options for it
 * @param seconds how long it lasts, with the last tone's ringing
 * @param hall how much of the room is heard, 0–1
 * @param sky colour of the cover's upper edge
 * @param ground colour of its lower edge
 */
record Piece(
        String title,
        String file,
        List<String> encoder,
        double seconds,
        double hall,
        Color sky,
        Color ground,
        List<Note> notes) {
    /** Returns the name of the cover's file. */
    String cover() {
        return file.replaceFirst("\\.\\w+$", ".png");
    }

    Sound render() {
        Sound sound = new Sound(seconds);
        notes.forEach(note -> note.timbre().play(note, sound));
        sound.reverberate(hall);
        sound.finish();
        return sound;
    }
}
