package dev.muzon.voice.player;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The tracks that were played before, each of them once, the latest one last. */
final class PlayHistory {
    /** As many steps back as anybody takes. */
    static final int MOST = 50;

    private final List<Queued> tracks;

    PlayHistory(List<Queued> saved) {
        tracks = new ArrayList<>(saved);
    }

    void add(Queued played) {
        remove(played.id());
        tracks.add(played);
        if (tracks.size() > MOST) {
            tracks.removeFirst();
        }
    }

    /**
     * Takes the latest track.
     *
     * @throws dev.muzon.protocol.failure.FailureException when nothing was played before
     */
    Queued takeLatest() {
        if (tracks.isEmpty()) {
            throw Refusals.nothingBefore();
        }
        return tracks.removeLast();
    }

    void remove(String entryId) {
        removeIf(played -> played.id().equals(entryId));
    }

    void removeIf(Predicate<Queued> condition) {
        tracks.removeIf(condition);
    }

    void replaceAll(UnaryOperator<Queued> change) {
        tracks.replaceAll(change);
    }

    List<Queued> all() {
        return List.copyOf(tracks);
    }
}
