package dev.muzon.runtime.contract;

import dev.muzon.protocol.rest.LyricsView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** The lyrics of extractor-service. */
public interface LyricsApi {
    /**
     * Finds the words of a song. The answer comes within 9 s, and {@code source.unavailable} when the service is away.
     *
     * @param title of the song, or all that a person typed, at most
     *     {@link dev.muzon.protocol.track.TrackQuery.Text#MAX_LENGTH}
     * @param artist null when unknown
     * @param seconds the length of the recording, null when unknown
     */
    @GetExchange("/v1/lyrics")
    LyricsView lyrics(
            @RequestParam String title,
            @RequestParam(required = false) @Nullable String artist,
            @RequestParam(required = false) @Nullable Long seconds);
}
