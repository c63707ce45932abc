package dev.muzon.extractor.resolve;

import dev.muzon.protocol.rest.ResolutionView;
import dev.muzon.runtime.contract.ResolutionsApi;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** The last requests of a chat, for {@code /diagnose}. */
@RestController
class ResolutionController implements ResolutionsApi {
    private final ResolveConsumer requests;

    ResolutionController(ResolveConsumer requests) {
        this.requests = requests;
    }

    @Override
    public List<ResolutionView> resolutions(long chat) {
        return requests.recent(chat).stream()
                .limit(MOST)
                .map(RecentResolutions.Request::view)
                .toList();
    }
}
