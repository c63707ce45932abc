package dev.muzon.extractor.source;

import dev.muzon.protocol.rest.SourceView;
import dev.muzon.runtime.contract.SourcesApi;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** The list of enabled sources for other services. */
@RestController
class SourceController implements SourcesApi {
    private final SourceChain chain;
    private final RestingServers resting;

    SourceController(SourceChain chain, RestingServers resting) {
        this.chain = chain;
        this.resting = resting;
    }

    @Override
    public List<SourceView> sources() {
        return chain.sources().stream()
                .map(source -> source.view().resting(resting.of(source.name())))
                .toList();
    }
}
