package dev.muzon.gateway.music.search;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.runtime.contract.SearchApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.runtime.trace.WorkContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The search of extractor-service. */
@Component
public class SearchClient {
    /** As many as a person reads at once. */
    static final int TRACKS = 5;

    /** A little longer than extractor-service may need. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SearchApi extractor;

    SearchClient(Peers peers) {
        this.extractor = peers.of(Peer.EXTRACTOR_SERVICE, SearchApi.class, PATIENCE);
    }

    /**
     * Searches all sources.
     *
     * @param chat whose channels are searched too, null for none
     * @throws FailureException as extractor-service says, or {@code source.unavailable} when it does not answer
     */
    public SearchView search(String words, @Nullable Long chat) {
        try {
            return extractor.search(words, TRACKS, chat);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.PEER_UNAVAILABLE) {
                throw e;
            }
            throw Failure.of(FailureCode.SOURCE_UNAVAILABLE, e.failure().detail())
                    .asException();
        }
    }

    /** Does the same on a separate thread, so that the next update of the chat does not wait. */
    CompletableFuture<SearchView> searchAside(String words, long chat) {
        return CompletableFuture.supplyAsync(() -> search(words, chat), WorkContext::aside);
    }
}
