package dev.muzon.extractor.door;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sequence numbers of a live stream's segments in HLS. A DASH manifest that lists times drops the earliest segments
 * without a word, so those of the last reading are remembered.
 */
final class DashSequence {
    private final Map<String, Long> known = new HashMap<>();
    private long next;

    /** Returns the number of the first segment. */
    synchronized long of(List<DashSegments.Part> parts) {
        if (parts.isEmpty() || parts.getFirst().isNumbered()) {
            return parts.isEmpty() ? next : parts.getFirst().number();
        }
        long first = known.getOrDefault(parts.getFirst().reference(), next);
        known.clear();
        for (int i = 0; i < parts.size(); i++) {
            known.put(parts.get(i).reference(), first + i);
        }
        next = first + parts.size();
        return first;
    }
}
