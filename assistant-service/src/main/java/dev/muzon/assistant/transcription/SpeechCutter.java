package dev.muzon.assistant.transcription;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The cutting of a recording into pieces of 15 to 20 s. It cuts where it is quietest, so that no word is torn. Short pieces
 * let a short note come in between those of a long one, show text early, and fit into the window of every recogniser. Only
 * one piece is in memory at a time.
 */
public final class SpeechCutter {
    static final int LONGEST_SECONDS = 20;
    /** The part at the end of a piece in which the cut may be. */
    private static final int SEARCHED_SECONDS = 5;
    /** Rest that stays with the last piece, because a recogniser makes little of a single word. */
    static final int REST_SECONDS = 5;

    private static final int LONGEST = LONGEST_SECONDS * Speech.BYTES_PER_SECOND;
    private static final int LAST = LONGEST + REST_SECONDS * Speech.BYTES_PER_SECOND;
    private static final int PAUSE_SAMPLES = Speech.RATE * 3 / 10;
    private static final int PAUSE = PAUSE_SAMPLES * Speech.BYTES_PER_SAMPLE;

    private final InputStream pcm;
    private byte[] kept = {};

    public SpeechCutter(InputStream pcm) {
        this.pcm = pcm;
    }

    /** Returns the next piece, empty at the end. */
    public Optional<Speech> next() throws IOException {
        byte[] piece = Arrays.copyOf(kept, LAST + 1);
        int length = kept.length + pcm.readNBytes(piece, kept.length, piece.length - kept.length);
        boolean ended = length <= LAST;
        int cut = ended ? length - length % Speech.BYTES_PER_SAMPLE : quietest(piece);
        kept = ended ? new byte[0] : Arrays.copyOfRange(piece, cut, length);
        return cut == 0 ? Optional.empty() : Optional.of(new Speech(Arrays.copyOf(piece, cut)));
    }

    /** Returns the middle of the quietest pause, the latest among equals. */
    private static int quietest(byte[] piece) {
        int best = LONGEST;
        double quietest = Double.MAX_VALUE;
        int step = PAUSE / 3;
        for (int from = LONGEST - SEARCHED_SECONDS * Speech.BYTES_PER_SECOND; from + PAUSE <= LONGEST; from += step) {
            double loudness = Speech.loudness(piece, from, PAUSE_SAMPLES);
            if (loudness <= quietest) {
                quietest = loudness;
                best = from + PAUSE / 2;
            }
        }
        return best - best % Speech.BYTES_PER_SAMPLE;
    }
}
