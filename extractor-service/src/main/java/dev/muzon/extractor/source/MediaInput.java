package dev.muzon.extractor.source;

import dev.muzon.protocol.failure.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An input that ffmpeg can read while this is open. */
public interface MediaInput extends AutoCloseable {
    /** Returns what makes reading it safe: it goes before {@code -i}. */
    List<String> options();

    /** Returns what goes after {@code -i}. */
    String location();

    /** Returns whether all its bytes lie on our disk, so that reading it again changes nothing. */
    default boolean isWhole() {
        return false;
    }

    /** Returns what really went wrong when ffmpeg only saw a closed door, null when nothing did. */
    default @Nullable Failure failure() {
        return null;
    }

    /** Frees what reading needed. Never fails. */
    @Override
    void close();
}
