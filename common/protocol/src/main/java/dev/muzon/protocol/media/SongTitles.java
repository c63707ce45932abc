package dev.muzon.protocol.media;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The titles of a live stream's songs, between its sound. A song that only resembles the wanted one has its own there. Each is a Matroska {@code Tags} element with a {@code TITLE}
 * before the first sound of the song. Players of Matroska skip it there, so that the sound is the same without it.
 */
public final class SongTitles {
    static final String NAME = "TITLE";

    private SongTitles() {}

    /**
     * Puts titles into the Matroska stream that is written.
     *
     * @param title the title of the song on air, empty when the station has none, null while it has not told one
     */
    public static OutputStream into(OutputStream matroska, Supplier<@Nullable String> title) {
        return new TitleWriter(matroska, title);
    }

    /**
     * Reads titles out of a Matroska stream, which stays as it is.
     *
     * @param listener hears of each title, empty when the song on air has none
     */
    public static InputStream outOf(InputStream matroska, Consumer<String> listener) {
        return new TagReader(matroska, NAME, listener);
    }
}
