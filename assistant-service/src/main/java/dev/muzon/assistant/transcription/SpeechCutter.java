package dev.muzon.assistant.transcription;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
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

    /** A pause that is worth a cut. */
    private static final int LEAST_PAUSE = PAUSE / 2;

    private final InputStream pcm;
    private final SpeechFinder finder;
    private byte[] window = {};
    private int length;

    public SpeechCutter(InputStream pcm) {
        this(pcm, SpeechFinder.NONE);
    }

    public SpeechCutter(InputStream pcm, SpeechFinder finder) {
        this.pcm = pcm;
        this.finder = finder;
    }

    /** Returns the next piece, empty at the end. */
    public Optional<Speech> next() throws IOException, InterruptedException {
        fill();
        return cut();
    }

    /** Reads as much as the next piece may need. */
    void fill() throws IOException {
        byte[] filled = Arrays.copyOf(window, LAST + 1);
        length += pcm.readNBytes(filled, length, filled.length - length);
        window = filled;
    }

    /** Cuts the next piece off. One without speech comes out silent, because recognisers invent words for noise. */
    Optional<Speech> cut() throws InterruptedException {
        boolean ended = length <= LAST;
        int whole = length - length % Speech.BYTES_PER_SAMPLE;
        var read = new Speech(Arrays.copyOf(window, ended ? whole : LAST));
        Optional<List<SpeechFinder.Stretch>> found =
                whole == 0 || read.isSilent() ? Optional.empty() : finder.find(read);
        int cut = ended ? whole : found.flatMap(SpeechCutter::pause).orElseGet(() -> quietest(window));
        byte[] piece = Arrays.copyOf(window, cut);
        window = Arrays.copyOfRange(window, cut, ended ? cut : length);
        length = window.length;
        if (cut == 0) {
            return Optional.empty();
        }
        boolean speechless = found.isPresent()
                && found.get().stream().noneMatch(stretch -> stretch.from() * Speech.BYTES_PER_SAMPLE < cut);
        return Optional.of(new Speech(speechless ? new byte[cut] : piece));
    }

    /** Returns the middle of the longest pause between stretches of speech, empty when all pauses are too short. */
    private static Optional<Integer> pause(List<SpeechFinder.Stretch> stretches) {
        int best = 0;
        int longest = LEAST_PAUSE;
        int silentFrom = 0;
        for (int i = 0; i <= stretches.size(); i++) {
            int silentTo = i < stretches.size() ? stretches.get(i).from() * Speech.BYTES_PER_SAMPLE : LONGEST;
            int from = Math.max(silentFrom, LONGEST - SEARCHED_SECONDS * Speech.BYTES_PER_SECOND);
            int to = Math.min(silentTo, LONGEST);
            if (to - from > longest) {
                longest = to - from;
                best = (from + to) / 2;
            }
            silentFrom = i < stretches.size() ? stretches.get(i).to() * Speech.BYTES_PER_SAMPLE : 0;
        }
        return best == 0 ? Optional.empty() : Optional.of(best - best % Speech.BYTES_PER_SAMPLE);
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
