package dev.muzon.voice.session;

import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.voice.call.Call;
import dev.muzon.voice.call.CallRules;
import dev.muzon.voice.call.VoiceChats;
import dev.muzon.voice.player.Player;
import dev.muzon.voice.player.PlayerRules;
import dev.muzon.voice.player.PlayerSnapshot;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** The maker of the drivers of all chats. */
public record PlayerDrivers(
        PlayerRules playerRules,
        CallRules callRules,
        SoundSystem sound,
        VoiceChats.Factory voiceChats,
        SessionMeters meters,
        FailureLog failures,
        MonotonicClock clock) {
    /**
     * Makes a player that goes on as saved, and its call.
     *
     * @param owner token of the lease under which the player is owned
     * @param post runs an input on the session's thread, later
     */
    PlayerDriver restore(PlayerSnapshot saved, long owner, Consumer<Runnable> post) {
        Player player = new Player(saved, playerRules, clock);
        Call call = new Call(saved.target(), callRules, clock, ThreadLocalRandom.current());
        return new PlayerDriver(player, call, sound, voiceChats.of(owner), meters, failures, post);
    }
}
