package dev.muzon.voice.player;

import dev.muzon.protocol.player.Loop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue of ids that is as simple as its rules, to compare the real one with. */
final class NaiveQueue {
    final List<String> waiting = new ArrayList<>();

    /** The tracks that were played before, each once, the latest last. */
    final List<String> played = new ArrayList<>();

    @Nullable String current;

    Loop loop = Loop.OFF;

    void enqueue(List<String> ids, int at) {
        waiting.addAll(at, ids);
        if (current == null) {
            enter(waiting.removeFirst());
        }
    }

    void enter(@Nullable String id) {
        current = id;
        played.remove(id);
    }

    /** Returns what plays when the current track is heard out. */
    @Nullable String following() {
        if (loop.repeatsTrack() || (waiting.isEmpty() && loop.mode() == Loop.Mode.QUEUE)) {
            return current;
        }
        return waiting.isEmpty() ? null : waiting.getFirst();
    }

    void heardOut() {
        if (loop.mode() == Loop.Mode.TRACK) {
            return;
        }
        if (loop.mode() == Loop.Mode.TIMES) {
            loop = Loop.times(loop.left() - 1);
            return;
        }
        next(true);
    }

    void skip(int count) {
        int tracks = Math.min(count, 1 + waiting.size());
        for (int i = 0; i < tracks; i++) {
            next(true);
        }
    }

    void broke() {
        next(false);
    }

    void jump(String id) {
        waiting.remove(id);
        waiting.addFirst(id);
        next(true);
    }

    void move(String id, int position) {
        waiting.remove(id);
        waiting.add(Math.min(position - 1, waiting.size()), id);
    }

    void stop() {
        leave();
        waiting.clear();
        current = null;
        loop = Loop.OFF;
    }

    /** Returns whether there was a track before. */
    boolean goBack() {
        if (played.isEmpty()) {
            return false;
        }
        String before = played.removeLast();
        waiting.remove(before);
        if (current != null) {
            waiting.addFirst(current);
        }
        if (loop.mode() == Loop.Mode.TIMES) {
            loop = Loop.OFF;
        }
        enter(before);
        return true;
    }

    private void leave() {
        if (current != null) {
            played.remove(current);
            played.add(current);
            if (played.size() > PlayHistory.MOST) {
                played.removeFirst();
            }
        }
    }

    private void next(boolean again) {
        if (again && loop.mode() == Loop.Mode.QUEUE && current != null) {
            waiting.add(current);
        }
        leave();
        enter(waiting.isEmpty() ? null : waiting.removeFirst());
        if (loop.mode() == Loop.Mode.TIMES || current == null) {
            loop = Loop.OFF;
        }
    }
}
