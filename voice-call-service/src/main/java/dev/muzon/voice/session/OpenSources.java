package dev.muzon.voice.session;

import dev.muzon.protocol.track.Track;
import dev.muzon.voice.audio.PcmSource;
import dev.muzon.voice.audio.PcmSources;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Sources that a deck plays from, by stream. A seek shares what its track has fetched already. */
final class OpenSources {
    private record Entry(Track track, PcmSource source) {}

    private final PcmSources sources;
    private final Runnable onPrimed;
    private final LongConsumer onEnding;
    private final Map<Long, Entry> entries = new HashMap<>();

    OpenSources(PcmSources sources, Runnable onPrimed, LongConsumer onEnding) {
        this.sources = sources;
        this.onPrimed = onPrimed;
        this.onEnding = onEnding;
    }

    PcmSource open(long stream, Track track, Duration from) {
        PcmSource.Listener listener = new PcmSource.Listener() {
            @Override
            public void primed() {
                onPrimed.run();
            }

            @Override
            public void ending() {
                onEnding.accept(stream);
            }
        };
        PcmSource sibling = sibling(track);
        PcmSource shared = sibling == null ? null : sibling.seek(from, listener);
        PcmSource source = shared == null ? sources.open(track, from, listener) : shared;
        entries.put(stream, new Entry(track, source));
        return source;
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
