package dev.muzon.extractor.source.server;

import dev.muzon.extractor.door.HttpLink;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port to a music server. Implementations are called from many threads. */
interface MusicServer {
    /**
     * A song in a server's answer.
     *
     * @param id the server's, opaque
     * @param title perhaps blank, and as long as somebody made it
     * @param duration as the server tells it, null when it does not
     * @param isrc the number of the recording, blank when the server does not tell
     */
    record Song(
            String id,
            String title,
            @Nullable String artist,
            @Nullable String album,
            @Nullable Duration duration,
            String isrc) {}

    /** Returns where it is and what it is called. */
    MusicServerAddress address();

    /**
     * Searches by words, as the server understands them.
     *
     * @param limit of songs
     * @return empty when nothing is found
     * @throws dev.muzon.protocol.failure.FailureException transient {@code source.unavailable} or {@code source.timeout}
     */
    List<Song> search(String words, int limit) throws InterruptedException;

    /**
     * Returns the address of a song's original bytes. It contains a login and is not printed.
     *
     * @throws dev.muzon.protocol.failure.FailureException when the server was asked for the song and does not have
     * it, or transient, when it did not answer
     */
    HttpLink sound(String id) throws InterruptedException;
}
