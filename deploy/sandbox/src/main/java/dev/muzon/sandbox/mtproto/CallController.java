package dev.muzon.sandbox.mtproto;

import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.VoiceChat;
import dev.muzon.sandbox.world.VoiceChatRules;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface to voice chats that are not simply on: scheduled ones, live streams, muted participants. */
@RestController
@RequestMapping("/sandbox/mtproto/voice-chats/{chatId}")
final class CallController {
    private final World world;
    private final Clock clock;

    CallController(World world, Clock clock) {
        this.world = world;
        this.clock = clock;
    }

    /**
     * A voice chat to be made.
     *
     * @param as the admin who makes it
     * @param startsIn seconds until its scheduled start, null for one that is on at once
     * @param livestream whether it only shows what streaming software sends, null for no
     */
    record Plan(
            long as,
            @Nullable String title,
            @Nullable Integer startsIn,
            @Nullable Boolean livestream) {}

    record Act(long as) {}

    record Settings(long as, boolean joinMuted) {}

    /** A change of a participant, null where nothing changes. */
    record Change(
            long as, @Nullable Boolean muted, @Nullable Integer volume) {}

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void make(@PathVariable long chatId, @RequestBody Plan plan) {
        String title = plan.title() == null ? "" : plan.title();
        OptionalInt startsIn = plan.startsIn() == null ? OptionalInt.empty() : OptionalInt.of(plan.startsIn());
        if (startsIn.isPresent()) {
            world.voiceChats()
                    .schedule(chatId, plan.as(), title, clock.instant().plus(Duration.ofSeconds(startsIn.getAsInt())));
        } else {
            world.voiceChats()
                    .start(
                            chatId,
                            plan.as(),
                            title,
                            Boolean.TRUE.equals(plan.livestream()) ? VoiceChatRules.LIVESTREAM : VoiceChatRules.OPEN);
        }
    }

    @PostMapping("/start")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void start(@PathVariable long chatId, @RequestBody Act act) {
        world.voiceChats().startScheduled(active(chatId).id(), act.as());
    }

    @PutMapping("/settings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void configure(@PathVariable long chatId, @RequestBody Settings settings) {
        world.voiceChats().setJoinMuted(active(chatId).id(), settings.as(), settings.joinMuted());
    }

    @PutMapping("/participants/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable long chatId, @PathVariable long userId, @RequestBody Change change) {
        long id = active(chatId).id();
        if (change.muted() != null) {
            world.voiceChats().setMuted(id, change.as(), userId, change.muted());
        }
        if (change.volume() != null) {
            world.voiceChats().setVolume(id, change.as(), userId, change.volume());
        }
    }

    private VoiceChat active(long chatId) {
        return world.voiceChats().activeIn(chatId).orElseThrow(() -> new WorldException(Refusal.VOICE_CHAT_NOT_FOUND));
    }
}
