package dev.muzon.extractor.search;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.library.LibraryIndex;
import dev.muzon.extractor.source.library.LibraryTrack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The order of tracks that several sources have listed: by how well the words fit, as in the library. */
final class Ranking {
    /** Two copies of one recording differ by a moment of silence. */
    private static final Duration SAME_LENGTH = Duration.ofSeconds(2);

    private Ranking() {}

    /** A track and the source that listed it. */
    record Candidate(String source, FoundTrack track) {}

    /**
     * Sorts tracks and leaves out copies. What a source found by other means than these words follows in the order of
     * its source.
     *
     * @param candidates in the order of the sources, which decides between equals
     */
    static List<Candidate> of(String words, List<Candidate> candidates, int limit) throws InterruptedException {
        var index = new LibraryIndex(IntStream.range(0, candidates.size())
                .mapToObj(place -> track(place, candidates.get(place).track()))
                .toList());
        Set<Integer> order = new LinkedHashSet<>();
        for (LibraryTrack fitting : index.search(words, candidates.size())) {
            order.add(
                    Integer.parseInt(fitting.path().substring(0, fitting.path().indexOf('/'))));
        }
        IntStream.range(0, candidates.size()).forEach(order::add);
        var ranked = new ArrayList<Candidate>();
        for (int place : order) {
            Candidate candidate = candidates.get(place);
            if (ranked.size() < limit && ranked.stream().noneMatch(other -> isCopy(candidate, other))) {
                ranked.add(candidate);
            }
        }
        return List.copyOf(ranked);
    }

    private static LibraryTrack track(int place, FoundTrack track) {
        // A link is not a name. A file of the library may be known by nothing but its name.
        String name = track.link() == null
                ? track.reference().substring(track.reference().lastIndexOf('/') + 1)
                : "";
        return new LibraryTrack(
                String.format(Locale.ROOT, "%04d/%s", place, name),
                track.title(),
                track.artist(),
                null,
                track.media(),
                0,
                0);
    }

    private static boolean isCopy(Candidate one, Candidate other) {
        FoundTrack track = one.track();
        FoundTrack same = other.track();
        if (one.source().equals(other.source()) && track.key().equals(same.key())) {
            return true;
        }
        return track.title().equalsIgnoreCase(same.title())
                && name(track).equalsIgnoreCase(name(same))
                && isSame(track.media().duration(), same.media().duration());
    }

    private static String name(FoundTrack track) {
        return track.artist() == null ? "" : track.artist();
    }

    private static boolean isSame(@Nullable Duration one, @Nullable Duration other) {
        return one != null && other != null && one.minus(other).abs().compareTo(SAME_LENGTH) <= 0;
    }
}
