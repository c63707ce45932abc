package dev.muzon.extractor.lyrics;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.contract.LyricsApi;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** The lyrics for other services. */
@RestController
class LyricsController implements LyricsApi {
    private static final long MOST_SECONDS = 86_400;

    private final Lyrics lyrics;
    private final LyricsProperties settings;

    LyricsController(Lyrics lyrics, LyricsProperties settings) {
        this.lyrics = lyrics;
        this.settings = settings;
    }

    @Override
    public LyricsView lyrics(String title, @Nullable String artist, @Nullable Long seconds) {
        String label = Track.labelOf(new TrackQuery.Text(title).text());
        if (label == null) {
            throw Failure.of(FailureCode.BAD_INPUT, "lyrics of a song without a name")
                    .asException();
        }
        if (!settings.enabled()) {
            return LyricsView.without(LyricsView.Outcome.OFF, label, artist, null);
        }
        Duration length = seconds == null || seconds < 1 || seconds > MOST_SECONDS ? null : Duration.ofSeconds(seconds);
        try {
            return lyrics.of(label, Track.labelOf(artist), length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.DRAINING, "interrupted while it looked for lyrics")
                    .causedBy(e);
        }
    }
}
