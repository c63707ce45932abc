package dev.muzon.ffmpeg;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ffprobe's description of a file with sound.
 *
 * @param duration null for a stream without an end
 * @param durationExact false when it was guessed from the size and the bit rate, as for mp3 without an index
 * @param size bytes of the file, null when unknown
 * @param format ffmpeg's name of the container, e.g. {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param codec ffmpeg's name of the default sound stream's codec, e.g. {@code mp3}
 * @param bitRate bits per second, null when unknown
 * @param sampleRate Hz
 * @param tags title, artist, album, album_artist, icy-name and gains, of the container or else of the sound stream. Keys are in
 *     lower case, values as long as the file's maker wanted. Tags that cannot be read are left out
 * @param cover whether a picture is attached
 * @param probeScore 0–100: how sure ffmpeg is of the format
 */
public record MediaInfo(
        @Nullable Duration duration,
        boolean durationExact,
        @Nullable Long size,
        String format,
        String codec,
        @Nullable Long bitRate,
        int sampleRate,
        int channels,
        Map<String, String> tags,
        boolean cover,
        int probeScore) {
    static final String REPLAY_GAIN = "replaygain_track_gain";
    static final String R128_GAIN = "r128_track_gain";

    private static final Pattern DECIBELS =
            Pattern.compile("([+-]?[0-9]{1,2}([.][0-9]{1,9})?)( *dB)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIXED_POINT = Pattern.compile("[+-]?[0-9]{1,5}");

    /** Loudness that ReplayGain 2 and EBU R 128 bring a track to. */
    private static final double REPLAY_GAIN_LUFS = -18;

    private static final double R128_LUFS = -23;

    /** Tags beyond these are wrong: no music is that quiet or that loud. */
    private static final double QUIETEST = -60;

    private static final double LOUDEST = 0;

    /** Returns the same with a length that may be a little off. */
    MediaInfo withGuessed(Duration length) {
        return new MediaInfo(
                length, false, size, format, codec, bitRate, sampleRate, channels, tags, cover, probeScore);
    }

    /** Returns the loudness that the tags tell, in LUFS, null when they tell none that can be. */
    public @Nullable Double loudness() {
        String r128 = tag(R128_GAIN);
        if (r128 != null && FIXED_POINT.matcher(r128).matches()) {
            return plausible(R128_LUFS - Integer.parseInt(r128) / 256.0);
        }
        String gain = tag(REPLAY_GAIN);
        Matcher decibels = DECIBELS.matcher(gain == null ? "" : gain);
        return decibels.matches() ? plausible(REPLAY_GAIN_LUFS - Double.parseDouble(decibels.group(1))) : null;
    }

    private static @Nullable Double plausible(double lufs) {
        return lufs >= QUIETEST && lufs <= LOUDEST ? lufs : null;
    }

    /** Returns the value of a tag, null when missing or blank. */
    public @Nullable String tag(String key) {
        String value = tags.get(key);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
