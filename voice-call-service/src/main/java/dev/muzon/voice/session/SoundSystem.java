package dev.muzon.voice.session;

import dev.muzon.voice.audio.FramePump;
import dev.muzon.voice.audio.PcmSources;
import dev.muzon.voice.engine.VoiceEngine;

/**
 * The way of the sound, shared by all chats.
 *
 * @param sources where tracks become sound
 * @param pump sends the frames of all decks
 * @param engine carries the frames into voice chats
 */
public record SoundSystem(PcmSources sources, FramePump pump, VoiceEngine engine) {}
