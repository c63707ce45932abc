package dev.muzon.runtime.contract;

import dev.muzon.protocol.rest.SourceView;
import java.util.List;
import org.springframework.web.service.annotation.GetExchange;

/** The sources of music of extractor-service. */
public interface SourcesApi {
    /** Returns every source that is set up, even if it has no music. */
    @GetExchange("/v1/sources")
    List<SourceView> sources();
}
