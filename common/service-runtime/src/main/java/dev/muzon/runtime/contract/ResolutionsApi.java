package dev.muzon.runtime.contract;

import dev.muzon.protocol.rest.ResolutionView;
import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** The last requests for music in extractor-service. */
public interface ResolutionsApi {
    /** Most requests of one answer. */
    int MOST = 5;

    /**
     * Returns how the last requests of a chat ended, newest first. A process knows those that it worked on since its
     * start.
     */
    @GetExchange("/v1/resolutions")
    List<ResolutionView> resolutions(@RequestParam long chat);
}
