package dev.muzon.sandbox.music;

import java.util.Map;

/**
 * Pictures of the demo's pieces.
 *
 * @param byTitle paths on this server, by the title of a piece
 */
public record Covers(Map<String, String> byTitle) {
    public Covers {
        byTitle = Map.copyOf(byTitle);
    }
}
