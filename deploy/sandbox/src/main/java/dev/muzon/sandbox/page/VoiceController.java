package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.VoiceChat;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Starting and ending voice chats, coming in to listen, and removing someone. */
@RestController
@RequestMapping("/sandbox/chats/{chatId}/voice-chat")
final class VoiceController {
    private final World world;

    VoiceController(World world) {
        this.world = world;
    }

    /** @param title null for a voice chat without one */
    record Start(long as, @Nullable String title) {}

    @PostMapping
    View.Voice start(@PathVariable long chatId, @RequestBody Start start) {
        return View.Voice.of(
                world.voiceChats().start(chatId, start.as(), Objects.requireNonNullElse(start.title(), "")));
    }

    @DeleteMapping
    void end(@PathVariable long chatId, @RequestParam long as) {
        world.voiceChats().end(active(chatId).id(), as);
    }

    /** @param as who comes in, muted as people who listen are */
    record Join(long as) {}

    @PostMapping("/participants")
    View.Voice join(@PathVariable long chatId, @RequestBody Join join) {
        int source = ThreadLocalRandom.current().nextInt();
        return View.Voice.of(world.voiceChats().join(active(chatId).id(), join.as(), source, true));
    }

    /**
     * Removes a participant, as Telegram does with one whose connection is dead.
     *
     * @param silently whether their client is not told, and has to find out by asking
     */
    @DeleteMapping("/participants/{userId}")
    void remove(
            @PathVariable long chatId,
            @PathVariable long userId,
            @RequestParam(defaultValue = "false") boolean silently) {
        long id = active(chatId).id();
        if (silently) {
            world.voiceChats().forget(id, userId);
        } else {
            world.voiceChats().leave(id, userId);
        }
    }

    private VoiceChat active(long chatId) {
        return world.voiceChats().activeIn(chatId).orElseThrow(() -> new WorldException(Refusal.VOICE_CHAT_NOT_FOUND));
    }
}
