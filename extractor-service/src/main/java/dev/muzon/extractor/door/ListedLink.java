package dev.muzon.extractor.door;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An entry in a list of music.
 *
 * @param title the name that the list gives it, blank for none
 * @param duration as the list tells it, null when it does not, as for stations
 */
public record ListedLink(
        HttpLink link, String title, @Nullable Duration duration) {}
