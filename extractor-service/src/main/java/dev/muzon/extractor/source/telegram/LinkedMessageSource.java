package dev.muzon.extractor.source.telegram;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.TrackQuery;
import java.util.List;
import org.springframework.stereotype.Component;

/** The source of sound behind links to messages. Each chat hears public messages, and those of chats that it reads. */
@Component
class LinkedMessageSource implements TrackSource {
    static final String NAME = "message";

    private final MessageSounds sounds;

    LinkedMessageSource(MessageSounds sounds) {
        this.sounds = sounds;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SourceView view() {
        return new SourceView(NAME, List.of(), null);
    }

    @Override
    public TrackSource in(long chat) {
        return new ChatMessages(sounds, chat);
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
        return Failure.of(FailureCode.SOURCE_NOT_FOUND, "only a chat hears messages")
                .asException();
    }
}
