package dev.muzon.protocol.player;

/**
 * The place of new tracks in the queue.
 *
 * @param ownOnly whether the person may disturb only their own tracks. Then the player refuses a place before tracks of
 * others
 */
public record Placement(Place place, boolean ownOnly) {
    public static final Placement LAST = new Placement(Place.LAST, false);

    /** The places that people can ask for. */
    public enum Place {
        /** The place that the order of the queue gives them. */
        LAST,
        /** Before everything that waits. */
        NEXT,
        /** At once, instead of the current track. */
        NOW
    }
}
