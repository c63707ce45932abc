package dev.muzon.gateway.music.album;

import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request for the songs of an album, and the songs that it took. */
final class AlbumRequest {
    private final Supplier<List<TelegramFile>> seen;
    private final Consumer<Incoming.AlbumItem> late;
    private @Nullable List<TelegramFile> taken;

    /**
     * Makes a request that has taken nothing.
     *
     * @param seen the songs that have come so far
     * @param late asks for a song that came after the others were taken
     */
    AlbumRequest(Supplier<List<TelegramFile>> seen, Consumer<Incoming.AlbumItem> late) {
        this.seen = seen;
        this.late = late;
    }

    int count() {
        return seen.get().size();
    }

    /** Takes what has come. Anything that comes from now on is late. */
    synchronized List<TelegramFile> take() {
        taken = seen.get();
        return taken;
    }

    /** Asks for a song that has been stored, unless it was taken or will be. */
    void follow(Incoming.AlbumItem item) {
        if (isLate(item.file())) {
            late.accept(item);
        }
    }

    private synchronized boolean isLate(TelegramFile file) {
        return taken != null && taken.stream().noneMatch(it -> it.uniqueId().equals(file.uniqueId()));
    }
}
