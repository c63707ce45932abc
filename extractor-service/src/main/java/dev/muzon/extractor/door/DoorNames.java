package dev.muzon.extractor.door;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names under which one {@link Doorway} serves links. A link keeps its name, however often its playlist is read. */
final class DoorNames {
    /** Twice what a playlist may name. The oldest are forgotten, since a live stream never ends. */
    private static final int MOST = 40_000;

    /** A link with what is expected there. */
    record Named(String number, HttpLink link, HlsPlaylist.Target target) {}

    private record Place(HttpLink link, HlsPlaylist.Target target) {}

    private final Map<Place, String> numbers = new HashMap<>();
    private final LinkedHashMap<String, Named> links = new LinkedHashMap<>();
    private long next;

    /** Returns the name of a link, a number. */
    synchronized String of(HttpLink link, HlsPlaylist.Target target) {
        var place = new Place(link, target);
        String known = numbers.get(place);
        if (known != null) {
            return known;
        }
        Map.Entry<String, Named> oldest = links.size() < MOST ? null : links.pollFirstEntry();
        if (oldest != null) {
            numbers.remove(new Place(oldest.getValue().link(), oldest.getValue().target()));
        }
        String number = Long.toString(next++);
        numbers.put(place, number);
        links.put(number, new Named(number, link, target));
        return number;
    }

    /**
     * Finds what a name stands for.
     *
     * @param name a number, perhaps with an ending behind it
     */
    synchronized @Nullable Named find(String name) {
        int dot = name.indexOf('.');
        return links.get(dot < 0 ? name : name.substring(0, dot));
    }
}
