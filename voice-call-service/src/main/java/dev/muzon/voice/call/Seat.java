package dev.muzon.voice.call;

import dev.muzon.protocol.job.VoiceChatChanged;
import org.jspecify.annotations.Nullable;

/**
 * The place that one join of an account has in a voice chat. News of another one is stale.
 *
 * @param groupCallId TDLib's id of the voice chat, which means nothing without the account
 * @param audioSource the audio source of the join, signed as in TDLib. Null when it is not known
 */
public record Seat(
        String account, int groupCallId, @Nullable Integer audioSource) {
    /** Makes the seat that a change happened to. */
    public static Seat of(VoiceChatChanged news) {
        return new Seat(news.accountId(), news.groupCallId(), news.audioSource());
    }

    /** Returns whether both are of the same join, as far as is known. */
    public boolean isSameAs(@Nullable Seat other) {
        return other != null
                && account.equals(other.account)
                && groupCallId == other.groupCallId
                && mayShareSource(audioSource, other.audioSource);
    }

    /** Returns whether both may be of one join. False only for audio sources that are known to differ. */
    static boolean mayShareSource(@Nullable Integer one, @Nullable Integer other) {
        return one == null || other == null || one.equals(other);
    }
}
