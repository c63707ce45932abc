package dev.muzon.extractor.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The links that were found in the last seconds. A link that goes around is opened once, however many people send it.
 * Failures are not kept, and nothing that may not leave its chat.
 */
@Component
class FoundLinks {
    static final Duration KEPT = Duration.ofSeconds(10);
    private static final int MOST_KEPT = 500;

    private final Cache<SharedSearch, Found> found;

    FoundLinks() {
        this(Ticker.systemTicker());
    }

    FoundLinks(Ticker ticker) {
        found = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumSize(MOST_KEPT)
                .ticker(ticker)
                .build();
    }

    /** A link's tracks, and the name of the source that found them. */
    record Found(String source, List<Track> tracks) {}

    /** Returns what a search found a moment ago, null when it is to be made. */
    @Nullable Found find(SharedSearch search) {
        return found.getIfPresent(search);
    }

    /** Keeps what a source found behind a link, if everybody who sends the link may hear it. */
    void keep(SharedSearch search, TrackSource source, List<Track> tracks) {
        if (search.query() instanceof TrackQuery.Link && source.isForEverybody()) {
            found.put(search, new Found(source.name(), tracks));
        }
    }
}
