package dev.muzon.voice.audio;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.Backoff;
import java.time.Duration;

/**
 * Opener of sources that fetch media and decode it with ffmpeg.
 *
 * @param loudness where it is kept how loud tracks are
 * @param buffer how much decoded sound of a live stream is kept ahead of the listener
 * @param backoff between attempts to go on with a broken transfer
 */
public record FfmpegPcmSources(
        Media media, Ffmpeg ffmpeg, RecordingRules recordings, LoudnessStore loudness, Duration buffer, Backoff backoff)
        implements PcmSources {
    @Override
    public PcmSource open(Track track, Duration from, SoundFilters filters, PcmSource.Listener listener) {
        TrackLoudness level = TrackLoudness.of(track, loudness);
        FetchedTrack media = new FetchedTrack(this, track, listener);
        return new FfmpegPcmSource(this, media, new FfmpegPcmSource.Cut(from, filters), level, listener).start();
    }

    @Override
    public PcmSources in(ChatRef chat) {
        return new FfmpegPcmSources(media.in(chat), ffmpeg, recordings, loudness, buffer, backoff);
    }
}
