package dev.muzon.extractor.media;

import dev.muzon.extractor.source.MediaInput;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in an mp3 file that is to be played from, to the sample. ffmpeg would read and parse everything before it. A
 * place at a constant rate is computed and checked. At other rates only the headers of frames are looked at.
 *
 * @param offset of the frame to read from. It lies some frames before the place, because sound needs what came before
 * @param cut samples of what is read that come before the place
 * @param rest samples that follow up to the encoder's silence, null when the file does not tell
 */
record Mp3Place(long offset, long cut, @Nullable Long rest) {
    /** More frames than may hold bits of the next ones. */
    private static final int BEFORE = 20;

    /** Frames up to the place that have to lie where a constant rate puts them. */
    private static final int SPOT_CHECKS = 16;

    private static final int BEGINNING = 4096;
    private static final int CHUNK = 1 << 18;

    /** Returns the options that read from the place. The format is told, because ffmpeg would find it at the beginning. */
    List<String> options() {
        return List.of("-f", "mp3", "-skip_initial_bytes", Long.toString(offset));
    }

    /** Returns the filter that begins at the sample, and ends where the sound does. */
    String filter() {
        return "atrim=start_sample=" + cut + (rest == null ? "" : ":end_sample=" + (cut + rest));
    }

    /**
     * Finds a place.
     *
     * @return null when the bytes are not mp3 all the way, or end before it
     */
    static @Nullable Mp3Place find(MediaInput.Stored stored, Duration from) throws IOException {
        long start = afterTags(stored);
        byte[] beginning = read(stored, start, BEGINNING);
        Mp3Header first = Mp3Header.at(beginning, 0);
        Mp3Padding padding = first == null ? null : Mp3Padding.in(beginning, first);
        if (first != null && padding != null) {
            start += first.length();
            first = Mp3Header.at(beginning, first.length());
        }
        if (first == null) {
            return null;
        }
        long sample = samples(from, first.rate()) + (padding == null ? 0 : padding.before());
        long frame = Math.max(0, sample / first.samples() - BEFORE);
        Long offset = isConstant(stored, start, first, frame)
                ? near(stored, start, first, frame)
                : walked(stored, start, first, frame);
        Long end = padding == null ? null : padding.end();
        return offset == null
                ? null
                : new Mp3Place(
                        offset, sample - frame * first.samples(), end == null ? null : Math.max(0, end - sample));
    }

    private static long samples(Duration from, int rate) {
        return from.toSeconds() * rate + (from.toNanosPart() * (long) rate + 500_000_000) / 1_000_000_000;
    }

    /** Returns where the first frame begins: behind tags, each of which tells its length. */
    private static long afterTags(MediaInput.Stored stored) throws IOException {
        long at = 0;
        while (true) {
            byte[] head = read(stored, at, 10);
            if (head.length < 10 || head[0] != 'I' || head[1] != 'D' || head[2] != '3') {
                return at;
            }
            at += 10 + (((head[6] & 127) << 21) | ((head[7] & 127) << 14) | ((head[8] & 127) << 7) | (head[9] & 127));
        }
    }

    private static boolean isConstant(MediaInput.Stored stored, long start, Mp3Header first, long frame)
            throws IOException {
        for (long i = 1; i <= SPOT_CHECKS; i++) {
            if (near(stored, start, first, frame * i / SPOT_CHECKS) == null) {
                return false;
            }
        }
        return true;
    }

    /** Returns where a frame lies at a constant rate, null where there is none. Encoders may pad a frame earlier. */
    private static @Nullable Long near(MediaInput.Stored stored, long start, Mp3Header first, long frame)
            throws IOException {
        long expected = start + first.lengthOf(frame);
        long begin = Math.max(start, expected - 1);
        byte[] bytes = read(stored, begin, first.length() + 3 * Mp3Header.LENGTH);
        for (int i = 0; i <= expected + 1 - begin; i++) {
            Mp3Header header = Mp3Header.at(bytes, i);
            Mp3Header next = header == null ? null : Mp3Header.at(bytes, i + header.length());
            if (header != null && header.hasRateOf(first) && next != null && next.hasRateOf(first)) {
                return begin + i;
            }
        }
        return null;
    }

    /** Goes from frame to frame. */
    private static @Nullable Long walked(MediaInput.Stored stored, long start, Mp3Header first, long frame)
            throws IOException {
        long at = start;
        byte[] bytes = new byte[Mp3Header.LENGTH];
        try (InputStream in = new BufferedInputStream(stored.from(start), CHUNK)) {
            for (long i = 0; i < frame; i++) {
                Mp3Header header = in.readNBytes(bytes, 0, bytes.length) < bytes.length ? null : Mp3Header.at(bytes, 0);
                if (header == null || header.samples() != first.samples() || header.rate() != first.rate()) {
                    return null;
                }
                in.skipNBytes(header.length() - bytes.length);
                at += header.length();
            }
        } catch (EOFException e) {
            return null;
        }
        return at;
    }

    private static byte[] read(MediaInput.Stored stored, long offset, int most) throws IOException {
        try (InputStream in = stored.from(offset)) {
            return in.readNBytes(most);
        }
    }
}
