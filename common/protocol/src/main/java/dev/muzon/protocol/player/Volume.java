package dev.muzon.protocol.player;

/** The bounds of a volume, in percent of the track as it is. */
public final class Volume {
    public static final int QUIETEST = 1;
    public static final int LOUDEST = 200;
    public static final int ORIGINAL = 100;

    private Volume() {}

    /** Corrects a stored or sent volume. One that is missing or below the bounds becomes the original. */
    public static int bounded(int percent) {
        return percent < QUIETEST ? ORIGINAL : Math.min(percent, LOUDEST);
    }
}
