package dev.muzon.extractor.source;

import dev.muzon.protocol.failure.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something ffmpeg can read while this is open. */
public interface MediaInput extends AutoCloseable {
    /** What makes reading it safe: goes before {@code -i}. */
    List<String> options();

    /** What goes after {@code -i}. */
    String location();

    /** What really went wrong when ffmpeg only saw a closed door, null when nothing did. */
    default @Nullable Failure failure() {
        return null;
    }

    /** Frees what reading needed. Never fails. */
    @Override
    void close();
}
