package dev.muzon.assistant.channel;

import dev.muzon.assistant.post.PostSound;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.contract.ChannelSoundsApi;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The sound of posts for other services, with byte ranges. Its first part is there before the answer begins, so that
 * what stands in the way is told. A sound that breaks off later breaks the connection.
 */
@RestController
class ChannelSoundController {
    private static final int FIRST_PART = 128 * 1024;
    private static final int PART = 512 * 1024;

    private final ChannelSongs songs;

    ChannelSoundController(ChannelSongs songs) {
        this.songs = songs;
    }

    @GetMapping(ChannelSoundsApi.PATH)
    void sound(
            @PathVariable long channel,
            @PathVariable long post,
            @RequestParam long chat,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
            HttpServletResponse response)
            throws IOException {
        try {
            send(songs.sound(chat, channel, post), range, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.DRAINING, "interrupted").causedBy(e);
        }
    }

    private static void send(PostSound sound, @Nullable String range, HttpServletResponse response)
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
