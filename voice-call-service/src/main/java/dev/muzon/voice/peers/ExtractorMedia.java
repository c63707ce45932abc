package dev.muzon.voice.peers;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.contract.MediaApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.voice.audio.Media;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Media from extractor-service. The token stays in this process: child processes see no URL. */
public final class ExtractorMedia implements Media {
    private final MediaApi extractor;
    private final @Nullable Long chat;

    public ExtractorMedia(Peers peers) {
        this(peers.streaming(Peer.EXTRACTOR_SERVICE, MediaApi.class), null);
    }

    private ExtractorMedia(MediaApi extractor, @Nullable Long chat) {
        this.extractor = extractor;
        this.chat = chat;
    }

    @Override
    public Media in(ChatRef where) {
        return new ExtractorMedia(extractor, where.id());
    }

    @Override
    public InputStream open(Track track, Duration from) {
        return extractor.open(track.id(), from.isZero() ? null : from, chat);
    }
}
