package dev.muzon.gateway.music.playable;

import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.rest.SourceView.Kind;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.contract.SourcesApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** The sources of music, asked of extractor-service and remembered for a moment. */
@Component
public class Sources {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** A library that counts its songs is done in a moment. Some sources never have a number. */
    private static final Duration REMEMBERED_WITHOUT_NUMBER = Duration.ofSeconds(2);

    /** A person waits for /help. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SourcesApi extractor;
    private final MonotonicClock clock;
    private volatile Known known = new Known(List.of(), Instant.MIN);

    Sources(Peers peers, MonotonicClock clock) {
        this.extractor = peers.of(Peer.EXTRACTOR_SERVICE, SourcesApi.class, PATIENCE);
        this.clock = clock;
    }

    private record Known(List<SourceView> sources, Instant until) {}

    /**
     * Returns all of them.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code peer.unavailable}
     */
    List<SourceView> all() {
        Known current = known;
        Instant now = clock.instant();
        if (!current.until().isAfter(now)) {
            List<SourceView> sources = List.copyOf(extractor.sources());
            current = new Known(sources, now.plus(mayCount(sources) ? REMEMBERED_WITHOUT_NUMBER : REMEMBERED));
            known = current;
        }
        return current.sources();
    }

    private static boolean mayCount(List<SourceView> sources) {
        return sources.stream()
                .anyMatch(source -> source.songs() == null
                        && source.kinds().contains(Kind.WORDS)
                        && !source.kinds().contains(Kind.PAGES));
    }

    /** Returns whether extractor-service answers at this moment. */
    public boolean answer() {
        try {
            extractor.sources();
            return true;
        } catch (FailureException e) {
            return false;
        }
    }

    /** Returns whether one of them can be asked for this. While extractor-service is away its last answer counts. */
    public boolean offer(Kind kind) {
        try {
            return offer(all(), kind);
        } catch (FailureException e) {
            return offered(kind);
        }
    }

    /** Returns the same as of the last answer, for those who cannot wait for another. */
    public boolean offered(Kind kind) {
        List<SourceView> last = known.sources();
        return last.isEmpty() || offer(last, kind);
    }

    private static boolean offer(List<SourceView> sources, Kind kind) {
        return sources.stream().anyMatch(source -> source.kinds().contains(kind));
    }
}
