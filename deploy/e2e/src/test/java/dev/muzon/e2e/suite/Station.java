package dev.muzon.e2e.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A radio station that plays a recorded HLS playlist over and over. Its own playlist has no end and names only the
 * current segments.
 */
final class Station {
    private static final int WINDOW = 3;
    private static final Duration SEGMENT = Duration.ofSeconds(4);

    private final Path recorded;
    private final Clock clock;
    private final Instant began;

    Station(Path recorded, Clock clock) {
        this.recorded = recorded;
        this.clock = clock;
        this.began = clock.instant();
    }

    String playlist() throws IOException {
        List<String> segments;
        try (Stream<String> lines = Files.lines(recorded)) {
            segments = lines.filter(line -> line.endsWith(".ts")).toList();
        }
        // The last one is short.
        int round = segments.size() - 1;
        long first = Duration.between(began, clock.instant()).dividedBy(SEGMENT);
        StringBuilder playlist = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n")
                .append("#EXT-X-TARGETDURATION:5\n#EXT-X-MEDIA-SEQUENCE:")
                .append(first)
                .append('\n');
        for (long i = first; i < first + WINDOW; i++) {
            if (i > 0 && i % round == 0) {
                playlist.append("#EXT-X-DISCONTINUITY\n");
            }
            playlist.append("#EXTINF:4.0,\n")
                    .append(segments.get((int) (i % round)))
                    .append('\n');
        }
        return playlist.toString();
    }
}
