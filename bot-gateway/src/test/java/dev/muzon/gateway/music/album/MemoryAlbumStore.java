package dev.muzon.gateway.music.album;

import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import dev.muzon.protocol.track.TrackQuery.TelegramFiles;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Albums of one process. */
final class MemoryAlbumStore implements AlbumStore {
    private record Album(SortedMap<Integer, TelegramFile> items, Instant created) {}

    private final Map<Key, Album> albums = new HashMap<>();

    @Override
    public synchronized void add(Key album, int messageId, TelegramFile file, Instant now) {
        albums.computeIfAbsent(album, _ -> new Album(new TreeMap<>(), now))
                .items()
                .put(messageId, file);
    }

    @Override
    public synchronized List<TelegramFile> items(Key key) {
        @Nullable Album album = albums.get(key);
        return album == null
                ? List.of()
                : album.items().values().stream().limit(TelegramFiles.MAX_FILES).toList();
    }

    @Override
    public synchronized void forgetBefore(Instant time) {
        albums.values().removeIf(album -> album.created().isBefore(time));
    }
}
