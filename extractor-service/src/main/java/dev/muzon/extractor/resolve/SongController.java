package dev.muzon.extractor.resolve;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SongRequest;
import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.contract.SongsApi;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.RestController;

/** The search for songs whose files people want. It has its own few slots, so that it holds up nobody who wants to listen. */
@RestController
class SongController implements SongsApi {
    private static final Logger log = LoggerFactory.getLogger(SongController.class);
    private static final RequestSlots.Limits FAIR = new RequestSlots.Limits(4, 2, 1, 8, Duration.ofSeconds(12));

    private final TrackResolver resolver;
    private final RequestSlots slots = new RequestSlots(FAIR);

    SongController(TrackResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public Track find(SongRequest request) {
        try (RequestSlots.Slot _ = slots.take(request.chat(), request.person())) {
            Resolution resolution = resolver.resolve(request.query(), request.chat(), request.person());
            log.info("Song for chat {}: {}", request.chat(), resolution.told());
            return resolution.patiently().getFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.DRAINING, "interrupted while it searched")
                    .causedBy(e);
        }
    }
}
