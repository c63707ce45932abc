package dev.muzon.gateway.music.album;

import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import java.time.Instant;
import java.util.List;

/** Memory of the items of albums, one chat apart from the other. */
interface AlbumStore {
    /** Adds an item. Adding it again changes nothing. */
    void add(Key album, int messageId, TelegramFile file, Instant now);

    /** Returns the known items in the order of their messages, at most as many as an album may have. */
    List<TelegramFile> items(Key album);

    /** Forgets albums whose first item came before. */
    void forgetBefore(Instant time);

    /**
     * An album's identity.
     *
     * @param group {@code media_group_id}
     */
    record Key(long chatId, String group) {
        @Override
        public String toString() {
            return chatId + "/" + group;
        }
    }
}
