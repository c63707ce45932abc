package dev.muzon.voice.peers;

import dev.muzon.protocol.rest.Paths;
import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.voice.audio.Media;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;

/** Media from extractor-service. The token stays in this process: child processes see no URL. */
public final class ExtractorMedia implements Media {
    private final Peers peers;

    public ExtractorMedia(Peers peers) {
        this.peers = peers;
    }

    @Override
    public InputStream open(Track track, Duration from) {
        InputStream body = peers.streaming(Peer.EXTRACTOR_SERVICE)
                .get()
                .uri(uri -> {
                    uri.path(Paths.MEDIA);
                    return from.isZero()
                            ? uri.build(track.id())
                            : uri.queryParam("from", "{from}").build(track.id(), from.toString());
                })
                .exchange((request, response) -> response.getBody(), false);
        return Objects.requireNonNull(body, "a media answer has a body");
    }
}
