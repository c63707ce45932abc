package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.source.library.SearchWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a song without what sites add to titles.
 *
 * @param artist null when unknown
 */
public record SongName(String title, @Nullable String artist) {
    private static final Pattern NOISE = Pattern.compile(
            "[(\\[【][^)\\]】]{0,60}\\b(?:official|lyrics?|video|audio|visuali[sz]er|remaster(?:ed)?|hd|hq|4k|mv|m/v"
                    + "|клип|премьера|текст|официальный)\\b[^)\\]】]{0,60}[)\\]】]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern GUESTS = Pattern.compile(
            "[(\\[]?\\b(?:feat|ft|featuring)\\b\\.?[^)\\]\\-–—|]{0,120}[)\\]]?", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHANNEL =
            Pattern.compile("\\s+-\\s+topic$|\\s*vevo$|\\s+official(?:\\s+channel)?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern DASH = Pattern.compile("(.{1,120}?)\\s+[-–—]\\s+(.{1,180})");

    /**
     * Reads the names that a track may mean, the likeliest first. A title with a dash names its artist, too.
     *
     * @param artist as the source tells, perhaps the owner of a channel
     * @return one or two
     */
    public static List<SongName> of(String title, @Nullable String artist) {
        String song = cleaned(title);
        String by =
                artist == null ? null : CHANNEL.matcher(artist).replaceAll("").strip();
        var names = new ArrayList<SongName>();
        Matcher dash = DASH.matcher(song);
        if (dash.matches()) {
            names.add(new SongName(dash.group(2).strip(), dash.group(1).strip()));
        }
        names.add(new SongName(song, by == null || by.isEmpty() ? null : by));
        return names;
    }

    private static String cleaned(String title) {
        String clean = GUESTS.matcher(NOISE.matcher(title).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        return clean.isEmpty() ? title : clean;
    }

    /** Returns all of it for a search. */
    public String words() {
        return artist == null ? title : artist + " " + title;
    }

    /** Returns how many of its words another name has, 1 at most. */
    public double likeness(String otherTitle, String otherArtist) {
        List<String> own = SearchWords.of(words());
        Set<String> other = new HashSet<>(SearchWords.of(otherTitle));
        other.addAll(SearchWords.of(otherArtist));
        return own.isEmpty() ? 0 : (double) own.stream().filter(other::contains).count() / own.size();
    }

    /** Returns whether another name is the same but for spelling. */
    public boolean isCalled(String otherTitle, String otherArtist) {
        return artist != null
                && SearchWords.of(title).equals(SearchWords.of(otherTitle))
                && SearchWords.of(artist).equals(SearchWords.of(otherArtist));
    }
}
