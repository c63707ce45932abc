package dev.muzon.extractor.source.channel;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.util.List;
import org.springframework.stereotype.Component;

/** The source of songs in channels. Nobody hears it as it is: each chat asks for the channels on its list. */
@Component
class ChannelSource implements TrackSource {
    static final String NAME = "channel";

    private final ChannelSongs songs;
    private final Door door;
    private final Ffprobe ffprobe;

    ChannelSource(ChannelSongs songs, Door door, Ffprobe ffprobe) {
        this.songs = songs;
        this.door = door;
        this.ffprobe = ffprobe;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Offers nothing to everybody, so that /help goes on telling in how many songs it searches. */
    @Override
    public SourceView view() {
        return new SourceView(NAME, List.of(), null);
    }

    @Override
    public TrackSource in(long chat) {
        return new ChatChannels(songs, door, ffprobe, chat);
    }

    @Override
    public boolean answers(TrackQuery query) {
        return false;
    }

    @Override
    public List<FoundTrack> resolve(TrackQuery query) {
        throw nobodys();
    }

    @Override
    public MediaInput open(String reference) {
        throw nobodys();
    }

    private static RuntimeException nobodys() {
        return Failure.of(FailureCode.SOURCE_NOT_FOUND, "only chats with the channel on their list hear its songs")
                .asException();
    }
}
