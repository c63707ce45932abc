package dev.muzon.voice.engine.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last frames of one call. */
final class Recording {
    private final int limit;
    private final Deque<byte[]> frames = new ArrayDeque<>();

    Recording(int limit) {
        this.limit = limit;
    }

    synchronized void add(byte[] frame) {
        if (frames.size() == limit) {
            frames.removeFirst();
        }
        frames.addLast(frame.clone());
    }

    synchronized byte[] sound() {
        byte[] sound = new byte[frames.stream().mapToInt(frame -> frame.length).sum()];
        int at = 0;
        for (byte[] frame : frames) {
            System.arraycopy(frame, 0, sound, at, frame.length);
            at += frame.length;
        }
        return sound;
    }
}
