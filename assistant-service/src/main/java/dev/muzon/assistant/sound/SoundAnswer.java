package dev.muzon.assistant.sound;

import dev.muzon.assistant.post.PostSound;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.MediaType;

/**
 * The answer with a sound or a range of its bytes. Its first part is there before the answer begins, so that what stands
 * in the way is told. A sound that breaks off later breaks the connection.
 */
public final class SoundAnswer {
    private static final int FIRST_PART = 128 * 1024;
    private static final int PART = 512 * 1024;

    private SoundAnswer() {}

    /** Sends the sound as it comes. */
    public static void send(PostSound sound, @Nullable String range, HttpServletResponse response)
            throws IOException, InterruptedException {
        Range asked = Range.of(range, sound.size());
        byte[] part = sound.read(asked.from(), asked.bytes(asked.from(), FIRST_PART));
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setContentLengthLong(asked.end() - asked.from());
        if (range != null) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(
                    HttpHeaders.CONTENT_RANGE, "bytes " + asked.from() + "-" + (asked.end() - 1) + "/" + sound.size());
        }
        OutputStream out = response.getOutputStream();
        long at = asked.from();
        while (true) {
            out.write(part);
            out.flush();
            at += part.length;
            if (at == asked.end()) {
                return;
            }
            part = sound.read(at, asked.bytes(at, PART));
        }
    }

    /**
     * A part of the sound.
     *
     * @param end the first byte that is not asked for
     */
    private record Range(long from, long end) {
        static Range of(@Nullable String text, long size) {
            try {
                HttpRange first = text == null
                        ? HttpRange.createByteRange(0)
                        : HttpRange.parseRanges(text).stream()
                                .findFirst()
                                .orElseThrow(() -> refused(text).asException());
                var range = new Range(first.getRangeStart(size), first.getRangeEnd(size) + 1);
                if (range.from() < range.end()) {
                    return range;
                }
            } catch (IllegalArgumentException e) {
                throw refused(text).causedBy(e);
            }
            throw refused(text).asException();
        }

        private static Failure refused(@Nullable String text) {
            return Failure.of(FailureCode.BAD_INPUT, "not a part of the sound: " + text);
        }

        int bytes(long at, int most) {
            return (int) Math.min(most, end - at);
        }
    }
}
