package dev.muzon.sandbox.music;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The notes of a piece, written beat by beat. */
final class Score {
    private final double beat;
    private final Random hand;
    private final List<Note> notes = new ArrayList<>();

    /**
     * Starts a score.
     *
     * @param tempo beats per minute
     * @param seed of the small unevenness that a hand has
     */
    Score(double tempo, long seed) {
        this.beat = 60 / tempo;
        this.hand = new Random(seed);
    }

    /** Adds a note. Positions and lengths are in beats. */
    Score note(double at, double length, int key, double loudness, double place, Timbre timbre) {
        double late = hand.nextDouble() * 0.012;
        double touch = loudness * (0.92 + hand.nextDouble() * 0.16);
        notes.add(new Note(at * beat + late, length * beat, key, touch, place, timbre));
        return this;
    }

    Score chord(double at, double length, int[] keys, double loudness, Timbre timbre) {
        for (int i = 0; i < keys.length; i++) {
            note(at, length, keys[i], loudness, keys.length == 1 ? 0 : -0.5 + (double) i / (keys.length - 1), timbre);
        }
        return this;
    }

    /** Adds one tone of the chord after another, evenly, by their numbers in the pattern. */
    Score broken(double at, double step, int[] keys, int[] pattern, double loudness, Timbre timbre) {
        for (int i = 0; i < pattern.length; i++) {
            double place = 0.6 * Math.sin(i * 1.3);
            note(at + i * step, step * 1.8, keys[pattern[i]], loudness * (i == 0 ? 1.15 : 0.9), place, timbre);
        }
        return this;
    }

    /** Adds a melody of {key, beats} pairs. Key 0 is a rest. */
    Score melody(double at, double[][] line, double loudness, double place, Timbre timbre) {
        double now = at;
        for (double[] tone : line) {
            if (tone[0] > 0) {
                note(now, tone[1] * 0.96, (int) tone[0], loudness, place, timbre);
            }
            now += tone[1];
        }
        return this;
    }

    List<Note> notes() {
        return List.copyOf(notes);
    }
}
