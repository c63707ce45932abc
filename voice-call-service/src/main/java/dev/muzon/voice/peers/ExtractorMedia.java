package dev.muzon.voice.peers;

import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.contract.MediaApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.voice.audio.Media;
import java.io.InputStream;
import java.time.Duration;

/** Media from extractor-service. The token stays in this process: child processes see no URL. */
public final class ExtractorMedia implements Media {
    private final MediaApi extractor;

    public ExtractorMedia(Peers peers) {
        extractor = peers.streaming(Peer.EXTRACTOR_SERVICE, MediaApi.class);
    }

    @Override
    public InputStream open(Track track, Duration from) {
        return extractor.open(track.id(), from.isZero() ? null : from);
    }
}
