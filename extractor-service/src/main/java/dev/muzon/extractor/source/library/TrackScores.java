package dev.muzon.extractor.source.library;

import java.util.Arrays;

/** Scores of tracks, which have numbers from 0. A search touches thousands of them, so nothing is boxed. */
final class TrackScores {
    private final double[] scores;
    private int[] touched = new int[64];
    private int size;

    /** A receiver of each track that has a score. */
    @FunctionalInterface
    interface Visitor {
        void visit(int track, double score);
    }

    TrackScores(int tracks) {
        scores = new double[tracks];
    }

    /** Notes a score where it is better than what is noted already. */
    void raise(int track, double score) {
        double before = scores[track];
        if (score > before) {
            touch(track, before);
            scores[track] = score;
        }
    }

    /** Adds to a score. */
    void add(int track, double score) {
        touch(track, scores[track]);
        scores[track] += score;
    }

    private void touch(int track, double before) {
        if (before == 0) {
            if (size == touched.length) {
                touched = Arrays.copyOf(touched, 2 * size);
            }
            touched[size++] = track;
        }
    }

    /** Visits every track that has a score, in the order in which they got their first. */
    void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.visit(touched[i], scores[touched[i]]);
        }
    }

    /** Forgets all scores. */
    void clear() {
        for (int i = 0; i < size; i++) {
            scores[touched[i]] = 0;
        }
        size = 0;
    }
}
