package dev.muzon.extractor.source;

import dev.muzon.confinement.Reach;
import dev.muzon.extractor.door.SoundBytes;
import dev.muzon.protocol.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An input that ffmpeg can read while this is open. */
public interface MediaInput extends AutoCloseable {
    /** Returns the options that make reading it safe. They go before {@code -i}. */
    List<String> options();

    /** Returns what goes after {@code -i}. */
    String location();

    /** Returns what ffmpeg has to reach for it. */
    Reach reach();

    /** A way to bytes that lie on our disk. */
    @FunctionalInterface
    interface Stored {
        /** Reads from an offset on. */
        InputStream from(long offset) throws IOException;
    }

    /** Returns the way to its bytes when all of them lie on our disk, otherwise null. */
    default @Nullable Stored stored() {
        return null;
    }

    /** Returns whether reading it again changes nothing, because all its bytes lie on our disk. */
    default boolean isWhole() {
        return stored() != null;
    }

    /** Returns the real cause when ffmpeg only saw a refused connection, null when there was none. */
    default @Nullable Failure failure() {
        return null;
    }

    /** Returns the title of the song on air, empty when it has none, null when none was told. */
    default @Nullable String songTitle() {
        return null;
    }

    /** Returns the name of a similar song that plays for the wanted one, null for the wanted one. */
    default @Nullable String substitute() {
        return null;
    }

    /** Returns its bytes at their server, null when they have no known end or must not be kept. */
    default @Nullable SoundBytes bytes() {
        return null;
    }

    /** Frees the resources of reading. Never fails. */
    @Override
    void close();
}
