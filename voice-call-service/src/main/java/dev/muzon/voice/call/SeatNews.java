package dev.muzon.voice.call;

import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.protocol.rest.VoiceChatJoined;
import org.jspecify.annotations.Nullable;

/**
 * News of the seat that one join gets. It can come before the answer to the join names that seat, and is kept until then.
 * News of other joins is left out as far as audio sources tell.
 */
final class SeatNews {
    private @Nullable Integer audioSource;
    private @Nullable Seat mutedSeat;
    private @Nullable Seat endedSeat;
    private @Nullable Change end;

    /** Forgets everything, because another join begins. */
    void begin() {
        audioSource = null;
        mutedSeat = null;
        endedSeat = null;
        end = null;
    }

    /** Notes the audio source of the join's payload. */
    void offered(@Nullable Integer source) {
        audioSource = source;
    }

    /** Returns the seat that the answer names. */
    Seat seat(VoiceChatJoined answer) {
        return new Seat(answer.accountId(), answer.groupCallId(), audioSource);
    }

    /** Notes news that came before the answer. Without audio sources only the end of a whole voice chat is sure. */
    void early(Seat changed, Change change) {
        if (!Seat.mayShareSource(changed.audioSource(), audioSource)) {
            return;
        }
        mute(changed, change);
        boolean ofThisJoin = changed.audioSource() != null && audioSource != null;
        boolean ends = change == Change.REMOVED || change == Change.REJOIN_NEEDED;
        if (change == Change.ENDED || (ofThisJoin && ends)) {
            endedSeat = changed;
            end = change;
        }
    }

    /** Returns what ended the seat before the answer came, null when nothing did. */
    @Nullable Change earlyEnd(Seat taken) {
        return taken.isSameAs(endedSeat) ? end : null;
    }

    /** Notes a mute or its end. Anything else changes nothing. */
    void mute(Seat changed, Change change) {
        if (change == Change.MUTED) {
            mutedSeat = changed;
        } else if (change == Change.UNMUTED && changed.isSameAs(mutedSeat)) {
            mutedSeat = null;
        }
    }

    boolean isMuted(@Nullable Seat seat) {
        return seat != null && seat.isSameAs(mutedSeat);
    }
}
