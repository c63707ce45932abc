package dev.muzon.extractor.source;

import dev.muzon.protocol.rest.SourceView;
import dev.muzon.runtime.contract.SourcesApi;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RestController;

/** The list of enabled sources, and of what is offered beside them, for other services. */
@RestController
class SourceController implements SourcesApi {
    private final SourceChain chain;
    private final RestingServers resting;
    private final List<SourceView> offers;

    SourceController(SourceChain chain, RestingServers resting, List<SourceView> offers) {
        this.chain = chain;
        this.resting = resting;
        this.offers = offers;
    }

    @Override
    public List<SourceView> sources() {
        return Stream.concat(
                        chain.sources().stream().map(source -> source.view().resting(resting.of(source.name()))),
                        offers.stream())
                .toList();
    }
}
