package dev.muzon.extractor.source.telegram;

import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.contract.MessageSoundsApi;
import dev.muzon.runtime.contract.MessagesApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** assistant-service with one message of a private group, and the same one in a public chat. */
final class MessageAssistant implements Peers, MessagesApi, MessageSoundsApi {
    static final long CHAT = -1_001_234_567_890L;
    static final String NAME = "night_music";
    static final int MESSAGE = 7;

    private final byte[] sound;
    private final List<String> ranges = new CopyOnWriteArrayList<>();

    MessageAssistant(byte[] sound) {
        this.sound = sound;
    }

    List<String> ranges() {
        return ranges;
    }

    @Override
    public <T> T of(Peer peer, Class<T> contract, Duration patience) {
        return contract.cast(this);
    }

    @Override
    public <T> T at(URI address, Class<T> contract, Duration patience) {
        throw new UnsupportedOperationException("nothing here asks one instance");
    }

    @Override
    public <T> T streaming(Peer peer, Class<T> contract) {
        return contract.cast(this);
    }

    @Override
    public PostView message(String place, int message, long chat) {
        boolean seen = place.equals(NAME) || (place.equals(Long.toString(CHAT)) && chat == CHAT);
        if (!seen || message != MESSAGE) {
            throw Failure.of(FailureCode.MESSAGE_UNSEEN, "no account sees it").asException();
        }
        var song = new PostView.Song("Summer Rain", "Muzon Ensemble", Duration.ofSeconds(3), sound.length);
        return new PostView(CHAT, "", message, Instant.EPOCH, "", null, song);
    }

    @Override
    public InputStream open(String place, int message, long chat, String range) {
        message(place, message, chat);
        ranges.add(range);
        int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        return new ByteArrayInputStream(sound, from, sound.length - from);
    }
}
