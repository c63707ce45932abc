package dev.muzon.assistant.sound;

import dev.muzon.assistant.post.HeardMessage;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.contract.MessageSoundsApi;
import dev.muzon.runtime.contract.MessagesApi;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Messages with sound for other services. */
@RestController
class MessageController implements MessagesApi {
    private final MessageSounds sounds;

    MessageController(MessageSounds sounds) {
        this.sounds = sounds;
    }

    @Override
    public PostView message(String place, int message, long chat) {
        try {
            return find(place, message, chat).view();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @GetMapping(MessageSoundsApi.PATH)
    void sound(
            @PathVariable String place,
            @PathVariable int message,
            @RequestParam long chat,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
            HttpServletResponse response)
            throws IOException {
        try {
            SoundAnswer.send(find(place, message, chat).sound(), range, response);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private HeardMessage find(String place, int message, long chat) throws InterruptedException {
        return sounds.find(MessagePlace.of(place, message), chat);
    }

    private static RuntimeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return Failure.of(FailureCode.DRAINING, "interrupted").causedBy(e);
    }
}
