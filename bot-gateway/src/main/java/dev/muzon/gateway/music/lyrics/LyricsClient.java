package dev.muzon.gateway.music.lyrics;

import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.contract.LyricsApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.runtime.trace.WorkContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The lyrics of extractor-service. They are asked for on a separate thread, so that the chat's next update does not wait. */
@Component
class LyricsClient {
    /** A little longer than extractor-service may need. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LyricsApi extractor;

    LyricsClient(Peers peers) {
        this.extractor = peers.of(Peer.EXTRACTOR_SERVICE, LyricsApi.class, PATIENCE);
    }

    /** Finds the words of what a person typed. */
    CompletableFuture<LyricsView> of(String words) {
        return CompletableFuture.supplyAsync(() -> extractor.lyrics(words, null, null), WorkContext::aside);
    }

    /** Finds the words of a track. */
    CompletableFuture<LyricsView> of(Track track) {
        Long seconds = track.duration() == null
                ? null
                : Math.max(1, track.duration().plusMillis(500).toSeconds());
        return CompletableFuture.supplyAsync(
                () -> extractor.lyrics(track.title(), track.artist(), seconds), WorkContext::aside);
    }
}
