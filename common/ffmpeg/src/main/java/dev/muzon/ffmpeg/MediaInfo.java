package dev.muzon.ffmpeg;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ffprobe's description of a file with sound.
 *
 * @param duration null for a stream without an end
 * @param durationExact false when it was guessed from the size and the bit rate, as for mp3 without an index
 * @param size bytes of the file, null when unknown
 * @param format ffmpeg's name of the container, e.g. {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param codec ffmpeg's name of the first sound stream's codec, e.g. {@code mp3}
 * @param bitRate bits per second, null when unknown
 * @param sampleRate Hz
 * @param tags title, artist, album, album_artist and icy-name, of the container or else of the sound stream. Keys are in
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
    /** Returns the value of a tag, null when missing or blank. */
    public @Nullable String tag(String key) {
        String value = tags.get(key);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
