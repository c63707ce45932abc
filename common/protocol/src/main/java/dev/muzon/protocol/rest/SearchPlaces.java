package dev.muzon.protocol.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The words for where songs are searched by name, so that every part tells operators the same. */
public final class SearchPlaces {
    /** The sources that answer words beside the music folder, and their places, in the order of the sentence. */
    private static final List<Map.Entry<String, String>> PLACES = List.of(
            Map.entry("servers", "on the music servers"),
            Map.entry("youtubemusic", "on YouTube Music"),
            Map.entry("web", "on YouTube"),
            Map.entry("soundcloud", "on SoundCloud"),
            Map.entry("bandcamp", "on Bandcamp"),
            Map.entry("archive", "in the Internet Archive"),
            Map.entry("jamendo", "on Jamendo"));

    private SearchPlaces() {}

    /**
     * Says where words are searched.
     *
     * @param sources names of the sources that are asked for words
     */
    public static String inWords(Collection<String> sources) {
        var places = new ArrayList<String>();
        for (Map.Entry<String, String> place : PLACES) {
            if (sources.contains(place.getKey())) {
                places.add(place.getValue());
            }
        }
        if (places.isEmpty()) {
            return "links and replies play, searches find nothing";
        }
        String last = places.removeLast();
        return "words are searched " + (places.isEmpty() ? last : String.join(", ", places) + " and " + last);
    }
}
