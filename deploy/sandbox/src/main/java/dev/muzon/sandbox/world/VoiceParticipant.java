package dev.muzon.sandbox.world;

import java.time.Instant;

/**
 * A participant of a voice chat.
 *
 * @param source the ssrc the client sends with
 * @param silenced muted by an admin or a rule, and unable to unmute themselves
 * @param volume 1–20000, 10000 is 100 %
 */
public record VoiceParticipant(long userId, int source, boolean muted, boolean silenced, int volume, Instant joined) {
    /** The volume of new participants. */
    public static final int FULL_VOLUME = 10_000;

    public static final int LOUDEST = 20_000;

    VoiceParticipant withMuted(boolean muted, boolean silenced) {
        return new VoiceParticipant(userId, source, muted, silenced, volume, joined);
    }

    VoiceParticipant withVolume(int volume) {
        return new VoiceParticipant(userId, source, muted, silenced, volume, joined);
    }
}
