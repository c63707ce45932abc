package dev.muzon.extractor.source;

import dev.muzon.protocol.rest.SourceView;
import dev.muzon.runtime.contract.SourcesApi;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** The list of sources for other services. */
@RestController
class SourceController implements SourcesApi {
    private final List<TrackSource> sources;

    SourceController(List<TrackSource> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public List<SourceView> sources() {
        return sources.stream().map(TrackSource::view).toList();
    }
}
