package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.SongSearch;
import dev.muzon.extractor.source.library.SearchWords;
import dev.muzon.protocol.track.Track;
import java.text.Normalizer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The likeness of a found song to a described one, 1 at most. Title, artist and length count most. Variants such as
 * remixes count against a song that nobody described as one.
 */
public final class SongLikeness {
    /** From here on it is taken for the same recording. */
    static final double CERTAIN = 0.80;

    /** From here on it plays, and people hear that it is only the closest match. */
    static final double LIKE = 0.65;

    /** Two lengths of one recording differ no more than this. */
    private static final Duration SAME_RECORDING = Duration.ofSeconds(10);

    private static final double TITLE = 0.40;
    private static final double ARTIST = 0.25;
    private static final double LENGTH = 0.20;
    private static final double STANDING = 0.10;
    private static final double FAME = 0.05;

    private static final double UNKNOWN = 0.5;
    private static final double WRONG_LENGTH = -0.6;
    private static final double OTHER_ARTIST = 0.15;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern GUESTS =
            Pattern.compile("[(\\[]?\\b(?:feat|ft|featuring)\\b\\.?[^)\\]\\-–—|]{0,200}[)\\]]?");
    private static final Pattern NOISE = Pattern.compile(
            "\\b(?:remaster(?:ed)?(?: \\d{4})?|\\d{4} remaster(?:ed)?|official|lyrics?|visuali[sz]er|music video|video"
                    + "|audio|hd|hq|4k|клип|премьера(?: клипа)?|официальный|текст(?: песни)?)\\b",
            Pattern.UNICODE_CHARACTER_CLASS);

    /**
     * A kind of recording that is not the original.
     *
     * @param surplus what it costs a song that nobody described so
     * @param missing what its absence costs when the song was described so
     */
    private record Variant(Pattern pattern, double surplus, double missing) {
        static Variant of(String words, double surplus, double missing) {
            return new Variant(
                    Pattern.compile("\\b(?:" + words + ")\\b", Pattern.UNICODE_CHARACTER_CLASS), surplus, missing);
        }
    }

    private static final List<Variant> VARIANTS = List.of(
            Variant.of("loop(?:ed)?|\\d+ ?hours?|\\d+ ?час(?:а|ов)?", 0.60, 0),
            Variant.of("reaction|tutorial|trailer|full album|реакция|разбор|полныи альбом", 0.50, 0),
            Variant.of("instrumental|karaoke|type beat|минус|минусовка|караоке", 0.45, 0.30),
            Variant.of("sped up|speed up|nightcore", 0.45, 0.30),
            Variant.of("slowed|reverb", 0.45, 0.30),
            Variant.of("cover|кавер", 0.40, 0.25),
            Variant.of("remix|bootleg|mashup|ремикс", 0.35, 0.35),
            Variant.of("8d|bass ?boost(?:ed)?", 0.35, 0.25),
            Variant.of("live|concert|концерте?|вживую", 0.30, 0.25),
            Variant.of("acoustic|акустика", 0.25, 0.25));

    /** From here on two titles name one song. A few more words are another recording of it. */
    private static final double SAME_TITLE = 0.9;

    private static final Pattern ASIDE = Pattern.compile("[(\\[][^)\\]]{0,200}[)\\]]");

    private SongLikeness() {}

    /** Returns whether two tracks are one song, also in another recording of the same artist. */
    public static boolean isSameSong(Track one, Track other) {
        if (one.id().equals(other.id())) {
            return true;
        }
        String artist = plain(one.artist() == null ? "" : one.artist());
        String otherArtist = plain(other.artist() == null ? "" : other.artist());
        Set<String> names = new HashSet<>(SearchWords.of(artist));
        Set<String> otherNames = new HashSet<>(SearchWords.of(otherArtist));
        Set<String> both = new HashSet<>(names);
        both.addAll(otherNames);
        List<String> title = songWords(one.title());
        List<String> otherTitle = songWords(other.title());
        boolean strangers = names.stream().noneMatch(otherNames::contains)
                && names.stream().noneMatch(otherTitle::contains)
                && otherNames.stream().noneMatch(title::contains);
        boolean known = !names.isEmpty() && !otherNames.isEmpty();
        return !(known && strangers)
                && Math.max(title(title, otherTitle, both), title(otherTitle, title, both)) >= SAME_TITLE;
    }

    /** Returns the words of a title without what stands in brackets, unless nothing is left. */
    private static List<String> songWords(String title) {
        List<String> bare = words(ASIDE.matcher(plain(title)).replaceAll(" "));
        return bare.isEmpty() ? words(plain(title)) : bare;
    }

    /**
     * Compares a found song with the described one.
     *
     * @param own whether it is the operator's own music
     */
    static double of(SoughtSong song, SongSearch.Hit hit, boolean own) {
        FoundTrack track = hit.track();
        if (isSameRecording(song, track)) {
            return 1;
        }
        String wanted = plain(song.title());
        String title = plain(track.title());
        String channel = plain(track.artist() == null ? "" : track.artist());
        Set<String> artistWords = new HashSet<>();
        song.artists().forEach(artist -> artistWords.addAll(SearchWords.of(plain(artist))));
        double artist = artist(song, title, channel);
        boolean published = own || channel.endsWith(" topic");
        double score = TITLE * title(words(wanted), words(title), artistWords)
                + ARTIST * artist
                + LENGTH * length(song.duration(), track.media().duration(), published)
                + STANDING * standing(song, channel, title, published)
                + FAME * fame(hit.plays(), own);
        if (!song.artists().isEmpty() && artist < 0.3) {
            score -= OTHER_ARTIST;
        }
        return score - variants(wanted, title);
    }

    /** Returns whether both have one ISRC. A wrong length tells that somebody numbered another recording so. */
    private static boolean isSameRecording(SoughtSong song, FoundTrack track) {
        String isrc = track.media().tag(FoundTrack.ISRC);
        Duration wanted = song.duration();
        Duration found = track.media().duration();
        return song.isrc() != null
                && song.isrc().equalsIgnoreCase(isrc)
                && wanted != null
                && found != null
                && wanted.minus(found).abs().compareTo(SAME_RECORDING) <= 0;
    }

    /** Returns small letters without accents, with quotes and clauses about guests left out. */
    private static String plain(String text) {
        String letters = MARKS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
                .replaceAll("")
                .replace("&", " and ");
        return GUESTS.matcher(letters).replaceAll(" ").strip();
    }

    /** Returns the words that name the song. A title of noise alone is its name. */
    private static List<String> words(String plain) {
        List<String> words = SearchWords.of(NOISE.matcher(plain).replaceAll(" "));
        return words.isEmpty() ? SearchWords.of(plain) : words;
    }

    private static double title(List<String> wanted, List<String> found, Set<String> artist) {
        if (wanted.isEmpty()) {
            return 0;
        }
        double present = (double) wanted.stream().filter(found::contains).count() / wanted.size();
        Set<String> one = new HashSet<>(wanted);
        Set<String> other = new HashSet<>(found);
        if (!artist.containsAll(one)) {
            one.removeAll(artist);
        }
        other.removeIf(word -> artist.contains(word) && !one.contains(word));
        var both = new HashSet<>(one);
        both.retainAll(other);
        int all = one.size() + other.size();
        return 0.6 * present + 0.4 * (all == 0 ? 1 : 2.0 * both.size() / all);
    }

    private static double artist(SoughtSong song, String title, String channel) {
        if (song.artists().isEmpty()) {
            return UNKNOWN;
        }
        Set<String> told = new HashSet<>(SearchWords.of(title));
        told.addAll(SearchWords.of(channel));
        String glued = String.join("", SearchWords.of(channel));
        double best = 0;
        double sum = 0;
        for (String artist : song.artists()) {
            List<String> words = SearchWords.of(plain(artist));
            double present = words.isEmpty()
                    ? 0
                    : glued.contains(String.join("", words))
                            ? 1
                            : (double) words.stream().filter(told::contains).count() / words.size();
            best = Math.max(best, present);
            sum += present;
        }
        return 0.7 * best + 0.3 * sum / song.artists().size();
    }

    private static double length(@Nullable Duration wanted, @Nullable Duration found, boolean published) {
        if (wanted == null || found == null) {
            return UNKNOWN;
        }
        double seconds = wanted.minus(found).abs().toMillis() / 1000.0;
        if (seconds > Math.max(20, wanted.toMillis() / 4000.0)) {
            return WRONG_LENGTH;
        }
        return Math.exp(-Math.max(0, seconds - (published ? 2 : 3)) / 12);
    }

    private static double standing(SoughtSong song, String channel, String title, boolean published) {
        if (published) {
            return 1;
        }
        String owner = String.join("", SearchWords.of(channel.replace("official", "")));
        boolean artists = song.artists().stream()
                .map(artist -> String.join("", SearchWords.of(plain(artist))))
                .anyMatch(owner::equals);
        if (artists && !owner.isEmpty()) {
            return 0.85;
        }
        return channel.endsWith("vevo") || title.contains("official") ? 0.8 : 0.3;
    }

    private static double fame(@Nullable Long plays, boolean own) {
        if (own) {
            return 1;
        }
        return plays == null || plays < 1 ? 0 : Math.min(1, Math.log10(plays) / 9);
    }

    private static double variants(String wanted, String found) {
        double cost = 0;
        for (Variant variant : VARIANTS) {
            boolean asked = variant.pattern().matcher(wanted).find();
            boolean there = variant.pattern().matcher(found).find();
            if (there && !asked) {
                cost += variant.surplus();
            } else if (asked && !there) {
                cost += variant.missing();
            }
        }
        return cost;
    }
}
