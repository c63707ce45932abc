package dev.muzon.extractor.source.channel;

import dev.muzon.extractor.door.ReopenedStream;
import dev.muzon.extractor.door.SoundBytes;
import java.io.InputStream;

/**
 * The sound of a post. Telegram gives any part of it, and the same bytes each time.
 *
 * @param chat which hears it
 */
record PostSound(ChannelSongs songs, long chat, PostReference place, long size) implements SoundBytes {
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
        return new ReopenedStream(offset, size, at -> songs.sound(chat, place, at));
    }
}
