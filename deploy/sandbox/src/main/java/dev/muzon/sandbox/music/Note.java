package dev.muzon.sandbox.music;

/**
 * A note of a piece.
 *
 * @param at seconds from the beginning of the piece
 * @param length seconds until it is released. Its sound rings on
 * @param key MIDI number, 69 is the A of 440 Hz
 * @param loudness 0–1
 * @param place −1 left to 1 right
 */
record Note(double at, double length, int key, double loudness, double place, Timbre timbre) {
    double hertz() {
        return 440 * Math.pow(2, (key - 69) / 12.0);
    }
}
