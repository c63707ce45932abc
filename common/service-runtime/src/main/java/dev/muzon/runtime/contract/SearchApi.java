package dev.muzon.runtime.contract;

import dev.muzon.protocol.rest.SearchView;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** The search of extractor-service over all its sources. */
public interface SearchApi {
    /** Most tracks of one answer. */
    int MOST = 10;

    /**
     * Searches all sources at once. The answer comes within 1.5 s, without the sources that need longer.
     *
     * @param q words, at most {@link dev.muzon.protocol.track.TrackQuery.Text#MAX_LENGTH}
     * @param limit from 1 to {@link #MOST}
     * @param chat whose channels are searched too, null for none
     */
    @GetExchange("/v1/search")
    SearchView search(
            @RequestParam String q, @RequestParam int limit, @RequestParam(required = false) @Nullable Long chat);
}
