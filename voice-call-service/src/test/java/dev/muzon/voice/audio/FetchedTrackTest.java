package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.Backoff;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class FetchedTrackTest {
    private static final Decoder.Sink NOWHERE = (_, _) -> true;

    @TempDir
    Path folder;

    private final List<Duration> openings = new ArrayList<>();
    private final List<FetchedTrack> fetched = new ArrayList<>();

    @AfterEach
    void close() {
        fetched.forEach(FetchedTrack::close);
    }

    @Test
    void aLaterPositionSharesWhatWasFetchedAndAnEarlierOneDoesNot() throws Exception {
        FetchedTrack fromTen = track();
        var _ = fromTen.decode(Duration.ofSeconds(10), SoundFilters.NONE, NOWHERE);

        decode(fromTen, Duration.ofSeconds(20));
        assertThat(openings).containsExactly(Duration.ofSeconds(10));
        decode(fromTen, Duration.ofSeconds(5));

        assertThat(openings).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    @Test
    void whatWasDroppedIsFetchedAgain() throws Exception {
        FetchedTrack dropped = track();
        var _ = dropped.decode(Duration.ZERO, SoundFilters.NONE, NOWHERE);

        dropped.drop();
        var _ = dropped.decode(Duration.ofSeconds(3), SoundFilters.NONE, NOWHERE);

        assertThat(openings).containsExactly(Duration.ZERO, Duration.ofSeconds(3));
    }

    /** Guards the processors: a hundred chats whose source is away would start decoders for nothing. */
    @Test
    void noDecoderIsStartedForMediaThatWasRefusedBefore() {
        List<Boolean> decoders = new ArrayList<>();
        FetchedTrack refused = track((_, _) -> {
            decoders.add(ProcessHandle.current()
                    .descendants()
                    .anyMatch(child -> child.info().commandLine().orElse("").contains("f32le")));
            throw Failure.of(FailureCode.PEER_UNAVAILABLE, "away").asException();
        });

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> refused.decode(Duration.ZERO, SoundFilters.NONE, NOWHERE))
                    .isInstanceOf(FailureException.class);
        }

        assertThat(decoders).containsExactly(true, false, false);
    }

    @Test
    void nothingIsDecodedOrSharedAfterTheEnd() {
        FetchedTrack closed = track();
        closed.close();

        assertThat(closed.from(Duration.ZERO, PlayedSound.NO_LISTENER)).isNull();
        assertThatThrownBy(() -> closed.decode(Duration.ZERO, SoundFilters.NONE, NOWHERE))
                .isInstanceOf(InterruptedException.class);
        assertThat(openings).isEmpty();
    }

    private void decode(FetchedTrack sibling, Duration at) throws Exception {
        FetchedTrack other = Objects.requireNonNull(sibling.from(at, PlayedSound.NO_LISTENER));
        fetched.add(other);
        var _ = other.decode(at, SoundFilters.NONE, NOWHERE);
    }

    private FetchedTrack track() {
        return track((_, from) -> {
            openings.add(from);
            return new ByteArrayInputStream(new byte[0]);
        });
    }

    private FetchedTrack track(Media media) {
        var setup = new FfmpegPcmSources(
                media,
                PlayedSound.FFMPEG,
                new RecordingRules(folder, DataSize.ofMegabytes(1), PlayedSound.room(), Duration.ofSeconds(10)),
                new Loudnesses(),
                Duration.ofSeconds(3),
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), 0));
        Track track = new Track("t", "library", "T", null, Duration.ofMinutes(1), null);
        FetchedTrack made = new FetchedTrack(setup, track, PlayedSound.NO_LISTENER);
        fetched.add(made);
        return made;
    }
}
