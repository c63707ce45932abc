package dev.muzon.runtime.contract;

import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/**
 * The sound of extractor-service, {@code audio/x-matroska}. The extractor's servlet cannot implement this, because it must break
 * the connection when a source breaks off. It maps {@link #PATH} instead.
 */
public interface MediaApi {
    String PATH = "/v1/media/{trackId}";

    /**
     * Opens the track. The bytes come as they arise, and closing ends them.
     *
     * @param from where to begin, null for the beginning
     * @param chat where it sounds. Without it nothing plays that only some chats may hear
     */
    @GetExchange(PATH)
    InputStream open(
            @PathVariable String trackId,
            @RequestParam(required = false) @Nullable Duration from,
            @RequestParam(required = false) @Nullable Long chat);
}
