package dev.muzon.extractor.source.library;

import dev.muzon.extractor.source.FoundTrack;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of what a search in a library of 50,000 tracks takes. It prints milliseconds of processor time. The
 * names are made of syllables, so that a great part of the words is like another.
 */
final class LibrarySearchBench {
    private static final int TRACKS = 50_000;
    private static final int ARTISTS = 4_000;
    private static final int WORDS = 30_000;
    private static final int QUERIES = 200;
    private static final String[] SYLLABLES = {
        "ka", "no", "tur", "ne", "mo", "ri", "sol", "va", "len", "ti", "gar", "du", "pe", "shi", "bra", "lo", "men",
        "ta", "ви", "но", "мор", "ской", "бриз", "за", "ря", "ти", "хо", "пад", "све", "то"
    };

    private final Random random = new Random(1);
    private final String[] words = new String[WORDS];

    private LibrarySearchBench() {
        Arrays.setAll(words, _ -> word());
    }

    public static void main(String[] args) throws InterruptedException {
        new LibrarySearchBench().run();
    }

    private String word() {
        var word = new StringBuilder();
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    /** Returns the place of a word. Some are much more frequent than others, as in names of songs. */
    private int rank() {
        return (int) (words.length * Math.pow(random.nextDouble(), 3));
    }

    private String name(int mostWords) {
        var name = new StringBuilder();
        for (int i = 1 + random.nextInt(mostWords); i > 0; i--) {
            name.append(name.isEmpty() ? "" : " ").append(words[rank()]);
        }
        return name.toString();
    }

    private LibraryTrack track(int number, String artist) {
        var media = FoundTrack.unprobed(Duration.ofMinutes(3));
        return new LibraryTrack(number + "/" + name(3) + ".mp3", name(5), artist, name(3), media, 1, 1);
    }

    private void run() throws InterruptedException {
        String[] artists = new String[ARTISTS];
        Arrays.setAll(artists, _ -> name(2));
        List<LibraryTrack> tracks = new ArrayList<>();
        for (int i = 0; i < TRACKS; i++) {
            tracks.add(track(i, artists[random.nextInt(ARTISTS)]));
        }
        long start = System.nanoTime();
        var index = new LibraryIndex(tracks);
        System.out.printf(Locale.ROOT, "indexed in %d ms%n", (System.nanoTime() - start) / 1_000_000);
        for (String round : List.of("warming up", "measured")) {
            measure(round + ": titles", index, tracks, Asked.TITLE);
            measure(round + ": titles and artists with typos", index, tracks, Asked.TYPOS);
            measure(round + ": words of five titles", index, tracks, Asked.LONG);
            measure(round + ": nothing like it", index, tracks, Asked.NOTHING);
            measure(round + ": five words like nothing", index, tracks, Asked.LONG_NOTHING);
            measure(round + ": twelve words like nothing", index, tracks, Asked.LONGEST_NOTHING);
        }
    }

    /** Kinds of queries. */
    private enum Asked {
        TITLE,
        TYPOS,
        LONG,
        NOTHING,
        LONG_NOTHING,
        LONGEST_NOTHING
    }

    private String query(LibraryTrack track, List<LibraryTrack> tracks, Asked kind) {
        return switch (kind) {
            case TITLE -> track.title();
            case TYPOS -> misspelled(track.artist()) + " " + misspelled(track.title());
            case LONG ->
                IntStream.range(0, 5)
                        .mapToObj(_ -> misspelled(
                                tracks.get(random.nextInt(tracks.size())).title()))
                        .collect(Collectors.joining(" "));
            case NOTHING -> "quixotic whizzbang jabberwocky";
            case LONG_NOTHING -> nonsense(5);
            case LONGEST_NOTHING -> nonsense(12);
        };
    }

    /** Returns words whose letters are those of words of the library, in an order that no word has. */
    private String nonsense(int most) {
        return IntStream.range(0, most)
                .mapToObj(_ -> new StringBuilder(words[rank()] + words[rank()]).reverse())
                .map(word -> word.substring(0, Math.min(word.length(), 12)))
                .collect(Collectors.joining(" "));
    }

    private String misspelled(@Nullable String text) {
        var spoiled = new StringBuilder(text == null ? "" : text);
        if (spoiled.length() > 5) {
            spoiled.deleteCharAt(1 + random.nextInt(spoiled.length() - 2));
        }
        return spoiled.toString();
    }

    /** Returns the processor time of this thread, which other programs do not change much. */
    private static long spent() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void measure(String name, LibraryIndex index, List<LibraryTrack> tracks, Asked kind)
            throws InterruptedException {
        double[] searches = new double[QUERIES];
        double[] guesses = new double[QUERIES];
        int found = 0;
        for (int i = 0; i < QUERIES; i++) {
            LibraryTrack wanted = tracks.get(random.nextInt(tracks.size()));
            String query = query(wanted, tracks, kind);
            long start = spent();
            found += index.search(query, 5).isEmpty() ? 0 : 1;
            long between = spent();
            index.closest(query, 5);
            searches[i] = (between - start) / 1e6;
            guesses[i] = (spent() - between) / 1e6;
        }
        Arrays.sort(searches);
        Arrays.sort(guesses);
        System.out.printf(
                Locale.ROOT,
                "%s: %d of %d found, search %.1f / %.1f / %.1f ms, closest %.1f / %.1f / %.1f ms (median, 95 %%,"
                        + " most)%n",
                name,
                found,
                QUERIES,
                searches[QUERIES / 2],
                searches[QUERIES * 95 / 100],
                searches[QUERIES - 1],
                guesses[QUERIES / 2],
                guesses[QUERIES * 95 / 100],
                guesses[QUERIES - 1]);
    }
}
