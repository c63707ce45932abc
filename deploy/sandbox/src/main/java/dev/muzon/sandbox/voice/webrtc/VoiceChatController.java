package dev.muzon.sandbox.voice.webrtc;

import dev.muzon.sandbox.voice.RoomAudio;
import dev.muzon.sandbox.voice.RoomAudio.Listening;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The REST interface for measurements: counts of packets, the sound itself, and a way in that bypasses Telegram. */
@RestController
@RequestMapping("/sandbox/voice-chats/{chatId}")
class VoiceChatController {
    private static final MediaType PCM = MediaType.parseMediaType("audio/L16;rate=48000;channels=2;endian=little");
    private static final int SLOW_LISTENER_FRAMES = 1000;
    private static final long SILENCE_SECONDS = 20;

    private final WebrtcVoiceServer server;

    VoiceChatController(WebrtcVoiceServer server) {
        this.server = server;
    }

    @GetMapping("/receptions")
    List<Reception> receptions(@PathVariable long chatId) {
        return server.receptions(chatId);
    }

    /** Connects a client that no chat knows of: its join payload for our transport answer, both JSON. */
    @PutMapping(path = "/participants/{userId}", produces = MediaType.APPLICATION_JSON_VALUE)
    String join(@PathVariable long chatId, @PathVariable long userId, @RequestBody String payload) {
        try {
            return server.join(chatId, userId, payload);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    @DeleteMapping("/participants/{userId}")
    void leave(@PathVariable long chatId, @PathVariable long userId) {
        server.leave(chatId, userId);
    }

    /** Streams 48 kHz stereo signed 16-bit little-endian as it is heard, until the listener goes or nobody is heard. */
    @GetMapping("/sound")
    ResponseEntity<StreamingResponseBody> sound(@PathVariable long chatId) {
        return ResponseEntity.ok().contentType(PCM).body(out -> stream(chatId, out));
    }

    private void stream(long chatId, OutputStream out) throws IOException {
        BlockingQueue<short[]> heard = new ArrayBlockingQueue<>(SLOW_LISTENER_FRAMES);
        // The headers go out at once, so that the listener misses nothing from here on.
        out.flush();
        try (Listening _ = server.listen(chatId, heard::offer)) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(RoomAudio.FRAME_SAMPLES * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (short[] frame = heard.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
                    frame != null;
                    frame = heard.poll(SILENCE_SECONDS, TimeUnit.SECONDS)) {
                bytes.asShortBuffer().put(frame);
                out.write(bytes.array());
                out.flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
