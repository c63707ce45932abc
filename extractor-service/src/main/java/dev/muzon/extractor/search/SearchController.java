package dev.muzon.extractor.search;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.runtime.contract.SearchApi;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** The search for other services. */
@RestController
class SearchController implements SearchApi {
    private final TrackSearch search;

    SearchController(TrackSearch search) {
        this.search = search;
    }

    @Override
    public SearchView search(String q, int limit, @Nullable Long chat) {
        if (limit < 1 || limit > MOST) {
            throw Failure.of(FailureCode.BAD_INPUT, "a list of " + limit + " tracks")
                    .asException();
        }
        try {
            return search.search(q, limit, chat);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.DRAINING, "interrupted while it searched")
                    .causedBy(e);
        }
    }
}
