package dev.muzon.extractor.source.instance;

import dev.muzon.extractor.door.HttpLink;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The port to an instance that opens pages. Implementations are called from many threads. */
interface Instance {
    /**
     * The sound of a page.
     *
     * @param key the same for the same sound at all times
     * @param title perhaps blank, and as long as somebody made it
     * @param length as the instance tells it, null when it does not
     * @param sound may expire soon
     */
    record Page(
            String key,
            String title,
            @Nullable String artist,
            @Nullable Duration length,
            HttpLink sound) {}

    /** Returns the name of its kind, which is the name of the source. */
    String name();

    /** Returns where it is. */
    HttpLink base();

    /** Returns whether it may open a page. */
    boolean opens(String link);

    /**
     * Reads a page.
     *
     * @throws dev.muzon.protocol.failure.FailureException why it cannot
     */
    Page read(String link);
}
