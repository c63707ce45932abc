package dev.muzon.runtime.contract;

import java.io.InputStream;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/**
 * Tracks as MP3 files from extractor-service. Its servlet cannot implement this, because it must break the connection when
 * a source breaks off. It maps {@link #PATH} instead.
 */
public interface SongFilesApi {
    String PATH = "/v1/song-files/{trackId}";

    /** Most bytes of a file. Telegram takes 50 MB from a bot. */
    long MAX_BYTES = 49_000_000;

    /**
     * Opens the file. The bytes come as they arise, and closing ends them. Sound that belongs to a chat or a channel is
     * refused with {@code song.private}.
     */
    @GetExchange(PATH)
    InputStream open(@PathVariable String trackId);
}
