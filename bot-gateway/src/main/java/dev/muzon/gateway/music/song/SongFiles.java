package dev.muzon.gateway.music.song;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SongRequest;
import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.contract.SongFilesApi;
import dev.muzon.runtime.contract.SongsApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The songs of extractor-service and their files. */
@Component
class SongFiles {
    /** A little longer than extractor-service may need. */
    private static final Duration PATIENCE = Duration.ofSeconds(48);

    private final SongsApi songs;
    private final SongFilesApi files;

    SongFiles(Peers peers) {
        this.songs = peers.of(Peer.EXTRACTOR_SERVICE, SongsApi.class, PATIENCE);
        this.files = peers.streaming(Peer.EXTRACTOR_SERVICE, SongFilesApi.class);
    }

    /** Finds a song. */
    Track find(SongRequest request) {
        return songs.find(request);
    }

    /**
     * Writes a song's file.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code song.private}, {@code track.too-large}, or what stood in
     *     the way of all of it
     */
    void write(Track track, Path file) {
        try (InputStream in = files.open(track.id());
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            long written = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                written += n;
                if (written > SongFilesApi.MAX_BYTES) {
                    throw tooLarge();
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            throw Failure.of(FailureCode.SOURCE_TRUNCATED, "the file of " + track.id() + " broke off: " + e)
                    .causedBy(e);
        }
    }

    private static RuntimeException tooLarge() {
        var limit = Map.of("limit", FailureArgument.bytes(SongFilesApi.MAX_BYTES));
        return Failure.of(FailureCode.TRACK_TOO_LARGE, "more than Telegram takes", limit)
                .asException();
    }
}
