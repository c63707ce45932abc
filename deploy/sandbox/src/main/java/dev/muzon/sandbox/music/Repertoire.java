package dev.muzon.sandbox.music;

import java.awt.Color;
import java.util.List;
import java.util.Random;

/** The pieces. Keys are MIDI numbers: 60 is middle C. */
final class Repertoire {
    private Repertoire() {}

    static List<Piece> pieces() {
        return List.of(nocturne(), seaBreeze(), eveningRain(), morningLight(), nightTrain(), lullaby());
    }

    private static Piece nocturne() {
        Score score = new Score(66, 1);
        int[][] chords = {
            {49, 56, 61, 64, 68}, {45, 52, 57, 61, 64}, {42, 54, 57, 61, 66}, {44, 51, 56, 60, 63},
            {49, 56, 61, 64, 68}, {45, 52, 57, 61, 64}, {50, 54, 57, 62, 66}, {44, 51, 56, 60, 66}
        };
        double[][] song = {
            {80, 3}, {78, 1}, {76, 2}, {73, 2}, {76, 3}, {75, 1}, {73, 4}, {69, 1}, {73, 1}, {78, 2}, {76, 2}, {75, 2},
            {75, 3}, {72, 1}, {68, 4}
        };
        for (int round = 0; round < 3; round++) {
            for (int bar = 0; bar < 8; bar++) {
                double at = (round * 8 + bar) * 4;
                score.broken(at, 0.5, chords[bar], new int[] {0, 1, 2, 3, 4, 3, 2, 1}, 0.32, Timbre.PIANO);
                if (round > 0) {
                    score.chord(at, 4, new int[] {chords[bar][2], chords[bar][3]}, 0.05, Timbre.PAD);
                }
            }
            score.melody(round * 32 + (round == 0 ? 8 : 0), song, 0.55, 0.15, Timbre.PIANO);
        }
        score.chord(96, 8, new int[] {37, 49, 56, 61, 64, 73}, 0.4, Timbre.PIANO);
        return new Piece(
                "Nocturne",
                "nocturne.mp3",
                List.of("-c:a", "libmp3lame", "-b:a", "192k"),
                98,
                0.8,
                new Color(0x0b1033),
                new Color(0x4b3b78),
                score.notes());
    }

    private static Piece seaBreeze() {
        Score score = new Score(76, 2);
        int[][] chords = {{50, 57, 62, 66, 69}, {52, 56, 59, 64, 68}, {47, 54, 59, 62, 66}, {43, 55, 59, 62, 67}};
        double[][] wind = {{81, 2}, {83, 1}, {85, 1}, {83, 3}, {0, 1}, {78, 2}, {81, 1}, {78, 1}, {76, 3}, {0, 1}};
        for (int bar = 0; bar < 22; bar++) {
            int[] chord = chords[bar % 4];
            score.chord(bar * 4, 4.2, chord, 0.11, Timbre.PAD);
            score.broken(bar * 4, 0.5, chord, new int[] {1, 3, 2, 4, 3, 2, 4, 3}, 0.16, Timbre.HARP);
            if (bar % 4 == 0 && bar >= 4 && bar < 20) {
                score.melody(bar * 4, wind, 0.22, -0.2, Timbre.FLUTE);
            }
        }
        return new Piece(
                "Морской бриз",
                "morskoy-briz.m4a",
                List.of("-c:a", "aac", "-b:a", "192k"),
                76,
                0.9,
                new Color(0x8fd3f4),
                new Color(0x11698e),
                score.notes());
    }

    private static Piece eveningRain() {
        Score score = new Score(88, 3);
        int[] scale = {57, 60, 62, 64, 67, 69, 72, 74, 76, 79, 81};
        int[][] chords = {{45, 52, 57, 60}, {41, 53, 57, 60}, {48, 52, 55, 60}, {43, 50, 55, 59}};
        Random drops = new Random(31);
        int step = 5;
        for (int bar = 0; bar < 22; bar++) {
            score.chord(bar * 4, 4.1, chords[bar % 4], 0.09, Timbre.PAD);
            for (int eighth = 0; eighth < 8; eighth++) {
                step = Math.clamp(step + drops.nextInt(5) - 2, 0, scale.length - 1);
                if (drops.nextInt(10) < 7) {
                    score.note(
                            bar * 4 + eighth * 0.5,
                            0.9,
                            scale[step],
                            0.2 + 0.15 * drops.nextDouble(),
                            drops.nextDouble() * 1.6 - 0.8,
                            Timbre.HARP);
                }
            }
        }
        return new Piece(
                "Evening Rain",
                "evening-rain.opus",
                List.of("-c:a", "libopus", "-b:a", "128k"),
                66,
                1.0,
                new Color(0x3a4a5a),
                new Color(0x9fb8ad),
                score.notes());
    }

    private static Piece morningLight() {
        Score score = new Score(96, 4);
        int[][] chords = {{43, 55, 59, 62, 67}, {40, 52, 59, 64, 67}, {48, 55, 60, 64, 67}, {50, 54, 57, 62, 69}};
        double[][] call = {
            {79, 1}, {83, 1}, {86, 2}, {84, 1}, {83, 1}, {79, 2}, {76, 1}, {79, 1}, {84, 2}, {81, 3}, {0, 1}
        };
        for (int bar = 0; bar < 24; bar++) {
            int[] chord = chords[bar % 4];
            score.note(bar * 4, 3.6, chord[0], 0.3, 0, Timbre.BASS);
            score.chord(bar * 4, 4, new int[] {chord[1], chord[2], chord[3]}, 0.1, Timbre.PAD);
            score.broken(bar * 4, 0.5, chord, new int[] {1, 2, 3, 4, 3, 4, 2, 3}, 0.24, Timbre.PIANO);
            if (bar % 4 == 0 && bar >= 4) {
                score.melody(bar * 4, call, 0.24, 0.25, bar >= 12 ? Timbre.FLUTE : Timbre.MUSIC_BOX);
            }
        }
        return new Piece(
                "Утренний свет",
                "utrenniy-svet.flac",
                List.of("-c:a", "flac"),
                66,
                0.6,
                new Color(0xffe29a),
                new Color(0xff8f6b),
                score.notes());
    }

    private static Piece nightTrain() {
        Score score = new Score(112, 5);
        int[][] chords = {{45, 57, 60, 64}, {45, 57, 60, 65}, {43, 55, 59, 62}, {40, 56, 59, 64}};
        double[][] whistle = {{76, 1.5}, {74, 0.5}, {72, 1}, {69, 1}, {71, 1.5}, {72, 0.5}, {69, 2}, {0, 8}};
        for (int bar = 0; bar < 32; bar++) {
            int[] chord = chords[(bar / 2) % 4];
            for (int half = 0; half < 8; half++) {
                score.note(bar * 4 + half * 0.5, 0.4, chord[0] - (half % 4 == 3 ? 5 : 0), 0.3, 0, Timbre.BASS);
            }
            score.broken(bar * 4, 1 / 3.0, chord, new int[] {1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2}, 0.15, Timbre.HARP);
            if (bar % 4 == 0 && bar >= 8) {
                score.melody(bar * 4, whistle, 0.26, -0.3, Timbre.FLUTE);
            }
            if (bar >= 16) {
                score.chord(bar * 4, 4, new int[] {chord[1], chord[2], chord[3]}, 0.06, Timbre.PAD);
            }
        }
        return new Piece(
                "Night Train",
                "night-train.ogg",
                List.of("-c:a", "vorbis", "-strict", "-2", "-q:a", "9"),
                73,
                0.45,
                new Color(0x1b1b2f),
                new Color(0xe43f5a),
                score.notes());
    }

    private static Piece lullaby() {
        Score score = new Score(84, 6);
        int[][] chords = {{53, 60, 65, 69}, {53, 58, 62, 65}, {52, 55, 60, 64}, {53, 57, 60, 65}};
        double[][] song = {
            {81, 1}, {84, 1}, {81, 1}, {79, 2}, {77, 1}, {76, 1}, {79, 1}, {82, 1}, {81, 3},
            {84, 1}, {86, 1}, {84, 1}, {82, 2}, {79, 1}, {76, 1}, {79, 1}, {76, 1}, {77, 3}
        };
        for (int bar = 0; bar < 24; bar++) {
            int[] chord = chords[bar % 4];
            score.broken(bar * 3, 0.5, chord, new int[] {0, 2, 3, 1, 2, 3}, 0.2, Timbre.HARP);
            if (bar % 8 == 0) {
                score.melody(bar * 3, song, 0.38, 0.1, Timbre.MUSIC_BOX);
            }
        }
        score.chord(72, 3, new int[] {53, 60, 65, 69, 77}, 0.3, Timbre.MUSIC_BOX);
        return new Piece(
                "Колыбельная",
                "kolybelnaya.mp3",
                List.of("-c:a", "libmp3lame", "-q:a", "2"),
                58,
                0.75,
                new Color(0x2b2d6e),
                new Color(0xf2b5d4),
                score.notes());
    }
}
