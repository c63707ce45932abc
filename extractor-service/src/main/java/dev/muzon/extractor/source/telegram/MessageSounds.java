package dev.muzon.extractor.source.telegram;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.ReopenedStream;
import dev.muzon.extractor.door.SoundBytes;
import dev.muzon.extractor.door.Way;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.contract.MessageSoundsApi;
import dev.muzon.runtime.contract.MessagesApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The sound of messages through an assistant, of any size. It is read part by part and never kept here. */
@Component
class MessageSounds {
    /** Time for the first bytes from a data centre that may be far away. */
    static final Duration PROBE_LIMIT = Duration.ofSeconds(15);

    private final MessagesApi messages;
    private final MessageSoundsApi sounds;
    private final Door door;
    private final Ffprobe ffprobe;

    MessageSounds(Peers peers, Door door, Ffprobe ffprobe) {
        this.messages = peers.of(Peer.ASSISTANT_SERVICE, MessagesApi.class);
        this.sounds = peers.streaming(Peer.ASSISTANT_SERVICE, MessageSoundsApi.class);
        this.door = door;
        this.ffprobe = ffprobe;
    }

    /**
     * Returns what the message's sound is called.
     *
     * @param chat which hears it
     * @throws dev.muzon.protocol.failure.FailureException {@code message.unseen}, {@code track.not-audio}, or why the
     *     assistants cannot be asked
     */
    PostView.Song song(MessageReference place, long chat) {
        PostView.Song song =
                messages.message(place.place(), place.message(), chat).song();
        if (song == null || song.size() <= 0) {
            throw Failure.of(FailureCode.NOT_AUDIO, "the message has no sound").asException();
        }
        return song;
    }

    MediaInfo probe(MessageReference place, long chat, long size) throws InterruptedException {
        try (Way way = way(place, chat, size)) {
            return DoorInput.probe(way, ffprobe, PROBE_LIMIT);
        }
    }

    MediaInput open(MessageReference place, long chat) {
        return DoorInput.playing(way(place, chat, song(place, chat).size()));
    }

    private Way way(MessageReference place, long chat, long size) {
        return door.serve(new MessageBytes(sounds, place, chat, size));
    }

    /** The bytes of a message's sound. Telegram gives any part of them, and the same each time. */
    private record MessageBytes(MessageSoundsApi sounds, MessageReference place, long chat, long size)
            implements SoundBytes {
        @Override
        public String version() {
            return "";
        }

        @Override
        public String ending() {
            return "";
        }

        @Override
        public boolean isSeekable() {
            return true;
        }

        @Override
        public InputStream from(long offset) {
            return new ReopenedStream(
                    offset, size, at -> sounds.open(place.place(), place.message(), chat, "bytes=" + at + "-"));
        }
    }
}
