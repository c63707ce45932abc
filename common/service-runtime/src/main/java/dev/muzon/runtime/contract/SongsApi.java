package dev.muzon.runtime.contract;

import dev.muzon.protocol.rest.SongRequest;
import dev.muzon.protocol.track.Track;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** The songs that extractor-service finds for people who want their files. */
public interface SongsApi {
    /**
     * Finds one song, which then has a file in {@link SongFilesApi}. The answer comes within 45 s, and
     * {@code source.busy} when too many wait, {@code access.too-often} when the person asks for too many at once.
     */
    @PostExchange("/v1/songs")
    Track find(@RequestBody SongRequest request);
}
