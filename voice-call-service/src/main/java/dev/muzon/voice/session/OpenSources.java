package dev.muzon.voice.session;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.track.Track;
import dev.muzon.voice.audio.PcmSource;
import dev.muzon.voice.audio.PcmSources;
import dev.muzon.voice.audio.SoundFilters;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sources that a deck plays from, by stream. A seek shares what its track has fetched already. */
final class OpenSources {
    private record Entry(Track track, PcmSource source) {}

    /** The receiver of news about streams, called on their threads. It has to return at once. */
    interface Listener {
        /** Reports that a stream is decoded to its end. */
        void ending(long stream);

        /** Reports that a stream has to be opened again. */
        void troubled(long stream, Failure failure);

        /** Reports the length of a track that was only guessed before. */
        void measured(Track track, Duration length);

        /** Reports the title of the song that a live stream brings next, empty when it has none. */
        void titled(long stream, String title);
    }

    private final PcmSources sources;
    private final Runnable onPrimed;
    private final Listener listener;
    private final Map<Long, Entry> entries = new HashMap<>();

    OpenSources(PcmSources sources, Runnable onPrimed, Listener listener) {
        this.sources = sources;
        this.onPrimed = onPrimed;
        this.listener = listener;
    }

    /** @param wanted changes of the sound, as far as the track allows them */
    PcmSource open(long stream, Track track, Duration from, SoundFilters wanted) {
        SoundFilters filters = track.live() ? wanted.live() : wanted;
        PcmSource.Listener progress = new PcmSource.Listener() {
            @Override
            public void primed() {
                onPrimed.run();
            }

            @Override
            public void ending() {
                listener.ending(stream);
            }

            @Override
            public void troubled(Failure failure) {
                listener.troubled(stream, failure);
            }

            @Override
            public void measured(Duration length) {
                listener.measured(track, length);
            }

            @Override
            public void titled(String title) {
                listener.titled(stream, title);
            }
        };
        PcmSource sibling = sibling(track);
        PcmSource shared = sibling == null ? null : sibling.seek(from, filters, progress);
        PcmSource source = shared == null ? sources.open(track, from, filters, progress) : shared;
        entries.put(stream, new Entry(track, source));
        return source;
    }

    /** Returns the track of a stream, null when it is not open. */
    @Nullable Track track(long stream) {
        Entry entry = entries.get(stream);
        return entry == null ? null : entry.track();
    }

    /** Returns the newest stream, 0 when none is open. */
    long newest() {
        return entries.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Forgets what the deck has closed: everything before this stream. */
    void forgetBefore(long stream) {
        entries.keySet().removeIf(opened -> opened < stream);
    }

    private @Nullable PcmSource sibling(Track track) {
        return entries.values().stream()
                .filter(entry -> !track.live() && entry.track().id().equals(track.id()))
                .map(Entry::source)
                .findFirst()
                .orElse(null);
    }
}
