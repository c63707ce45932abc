package dev.muzon.voice.session;

import dev.muzon.coordination.lease.Leases;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.voice.audio.FramePump;
import dev.muzon.voice.audio.PcmSources;
import dev.muzon.voice.call.CallRules;
import dev.muzon.voice.call.VoiceChats;
import dev.muzon.voice.engine.VoiceEngine;
import dev.muzon.voice.player.PlayerRules;
import dev.muzon.voice.player.PlayerStore;
import java.time.Clock;
import java.time.Duration;

/**
 * Collaborators of every session.
 *
 * @param saveEvery how often the position of a playing track is saved
 */
public record SessionTools(
        VoiceEngine engine,
        FramePump pump,
        PcmSources sources,
        VoiceChats voiceChats,
        PlayerStore store,
        Leases leases,
        JobPublisher publisher,
        FailureLog failures,
        SessionMeters meters,
        PlayerRules playerRules,
        CallRules callRules,
        Duration saveEvery,
        Clock clock) {}
