package dev.muzon.assistant.transcription;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The cutting of a recording into pieces of at most a minute and a half. It cuts where it is quietest, so that no word is
 * torn. Only one piece is in memory at a time.
 */
public final class SpeechCutter {
    static final int LONGEST_SECONDS = 90;
    /** The part at the end of a piece in which the cut may be. */
    private static final int SEARCHED_SECONDS = 30;

    private static final int LONGEST = LONGEST_SECONDS * Speech.BYTES_PER_SECOND;
    private static final int PAUSE_SAMPLES = Speech.RATE * 3 / 10;
    private static final int PAUSE = PAUSE_SAMPLES * Speech.BYTES_PER_SAMPLE;

    private final InputStream pcm;
    private byte[] kept = {};

    public SpeechCutter(InputStream pcm) {
        this.pcm = pcm;
    }

    /** Returns the next piece, empty at the end. */
    public Optional<Speech> next() throws IOException {
        byte[] piece = Arrays.copyOf(kept, LONGEST);
        int length = kept.length + pcm.readNBytes(piece, kept.length, LONGEST - kept.length);
        boolean ended = length < LONGEST;
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
