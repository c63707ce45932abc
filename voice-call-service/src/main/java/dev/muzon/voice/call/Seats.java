package dev.muzon.voice.call;

import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.protocol.rest.VoiceChatJoined;
import org.jspecify.annotations.Nullable;

/** The seats of one chat's call: its present one, the lost one, and that of a former process. */
final class Seats {
    private final SeatNews news = new SeatNews();
    private @Nullable Seat taken;
    private @Nullable Seat lost;
    private boolean inherited;

    /** Forgets the seats before, because news of them no longer counts. */
    void forget() {
        lost = null;
        inherited = false;
    }

    /** Notes that a former process had a seat, of which nothing is known. */
    void inherit() {
        inherited = true;
    }

    /** Notes that a join begins. */
    void begin() {
        news.begin();
    }

    /** Notes the audio source of the join's payload. */
    void offered(@Nullable Integer source) {
        news.offered(source);
    }

    /**
     * Takes the seat that the answer to the join names.
     *
     * @return what ended it before the answer came, null when nothing did
     */
    @Nullable Change take(VoiceChatJoined answer) {
        Seat named = news.seat(answer);
        taken = named;
        forget();
        return news.earlyEnd(named);
    }

    /** Leaves the seat. News that explains its loss may still come. */
    void leave() {
        lost = taken == null ? lost : taken;
        taken = null;
    }

    boolean isTaken(Seat changed) {
        return changed.isSameAs(taken);
    }

    /** Returns whether the news may be about the seat that was lost. Nobody knows the one of a former process. */
    boolean mayBeLost(Seat changed) {
        return inherited || changed.isSameAs(lost);
    }

    /** Keeps news that comes before the answer to the join. */
    void early(Seat changed, Change change) {
        news.early(changed, change);
    }

    /**
     * Notes a mute or its end.
     *
     * @return whether the seat that is taken was heard before and is muted now, or the other way
     */
    boolean muteChanges(Seat changed, Change change) {
        boolean before = muted();
        news.mute(changed, change);
        return before != muted();
    }

    /** Returns whether an admin muted the seat that is taken. */
    boolean muted() {
        return news.isMuted(taken);
    }
}
