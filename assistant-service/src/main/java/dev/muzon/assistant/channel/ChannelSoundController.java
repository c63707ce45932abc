package dev.muzon.assistant.channel;

import dev.muzon.assistant.sound.SoundAnswer;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.contract.ChannelSoundsApi;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sound of posts for other services, with byte ranges. */
@RestController
class ChannelSoundController {
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
            SoundAnswer.send(songs.sound(chat, channel, post), range, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.DRAINING, "interrupted").causedBy(e);
        }
    }
}
