package dev.muzon.voice.audio;

import dev.muzon.protocol.media.SongTitles;
import dev.muzon.protocol.track.Track;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The media of a track as one source fetches it: a recording and the decoder that reads it. Seeks share the recording. A
 * live stream has none.
 */
final class FetchedTrack implements AutoCloseable {
    /** Time that a seek waits for a transfer to get there. Opening the track at that place takes about as long. */
    private static final Duration FAR_AHEAD = Duration.ofSeconds(2);

    private final FfmpegPcmSources setup;
    private final Track track;
    private final PcmSource.Listener listener;
    private final Object lock = new Object();
    private @Nullable Duration length;
    private @Nullable String title;
    private @Nullable Recording recording;
    private @Nullable Decoder decoder;
    private boolean closed;

    /** True once the media did not come when it was asked for last. Only the thread that decodes uses it. */
    private boolean refused;

    /** Makes the media of a track of which nothing was fetched. */
    FetchedTrack(FfmpegPcmSources setup, Track track, PcmSource.Listener listener) {
        this(setup, track, listener, null, null);
    }

    private FetchedTrack(
            FfmpegPcmSources setup,
            Track track,
            PcmSource.Listener listener,
            @Nullable Recording shared,
            @Nullable String title) {
        this.setup = setup;
        this.track = track;
        this.listener = listener;
        length = track.duration();
        recording = shared;
        this.title = title;
    }

    Track track() {
        return track;
    }

    /** Returns the length as it is known now, null for a live stream. */
    @Nullable Duration length() {
        synchronized (lock) {
            Duration measured = recording == null ? null : recording.measured();
            if (measured != null) {
                length = measured;
            }
            return length;
        }
    }

    /**
     * Makes the media of another source of the same track. They share the recording when that holds the position.
     *
     * @return null when this one is closed
     */
    @Nullable FetchedTrack from(Duration position, PcmSource.Listener other) {
        synchronized (lock) {
            if (closed) {
                return null;
            }
            boolean shares = recording != null && recording.base().compareTo(position) <= 0 && recording.share();
            return new FetchedTrack(setup, track, other, shares ? recording : null, title);
        }
    }

    /**
     * Decodes from a position to the end of the media or of what there is of it. The media is asked for while the decoder
     * starts, and before it where it did not come the last time.
     *
     * @throws InterruptedException when it was closed
     */
    Decoder.Decoded decode(Duration at, SoundFilters filters, Decoder.Sink sink)
            throws IOException, InterruptedException {
        if (refused) {
            var _ = recording(at);
        }
        try (Decoder running = Decoder.start(setup.ffmpeg(), skip(at), filters)) {
            synchronized (lock) {
                checkOpen();
                decoder = running;
            }
            return track.live() ? decodeLive(running, sink) : decodeRecording(running, at, sink);
        }
    }

    /** Returns the length of what a shared recording holds before a position. */
    private Duration skip(Duration at) {
        synchronized (lock) {
            return recording == null ? Duration.ZERO : at.minus(recording.base());
        }
    }

    private Decoder.Decoded decodeLive(Decoder running, Decoder.Sink sink) throws IOException, InterruptedException {
        Duration limit = setup.recordings().stallLimit();
        InputStream opened = new StallLimit(setup.media().open(track, Duration.ZERO), limit);
        try (InputStream media = SongTitles.outOf(opened, listener::titled)) {
            return running.run(media, sink);
        }
    }

    private Decoder.Decoded decodeRecording(Decoder running, Duration at, Decoder.Sink sink)
            throws IOException, InterruptedException {
        Recording.Reader media = recording(at).reader();
        String known = title();
        if (known != null) {
            listener.titled(known);
        }
        if (!skip(at).isZero()) {
            media.hurry(FAR_AHEAD);
        }
        return running.run(media, (sound, values) -> {
            media.takeTime();
            return sink.accept(sound, values);
        });
    }

    private Recording recording(Duration at) throws IOException, InterruptedException {
        synchronized (lock) {
            if (recording != null) {
                return recording;
            }
        }
        refused = true;
        InputStream opened = SongTitles.outOf(setup.media().open(track, at), this::titled);
        Recording fresh = Recording.of(opened, at, setup.recordings(), listener::measured);
        refused = false;
        synchronized (lock) {
            if (closed) {
                fresh.close();
            }
            checkOpen();
            recording = fresh;
            return fresh;
        }
    }

    private void titled(String heard) {
        synchronized (lock) {
            title = heard;
        }
        listener.titled(heard);
    }

    private @Nullable String title() {
        synchronized (lock) {
            return title;
        }
    }

    private void checkOpen() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("closed");
        }
    }

    /** Drops what was fetched, so that the next decoder has the track opened at its position. */
    void drop() {
        synchronized (lock) {
            if (recording != null) {
                recording.close();
                recording = null;
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (decoder != null) {
                decoder.close();
            }
            drop();
        }
    }
}
