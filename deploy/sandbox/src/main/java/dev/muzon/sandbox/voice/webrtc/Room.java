package dev.muzon.sandbox.voice.webrtc;

import dev.muzon.sandbox.voice.RoomAudio.FrameListener;
import dev.muzon.sandbox.voice.RoomAudio.Listening;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One voice chat with its participants and listeners. Voices come one frame at a time from each participant. As soon as
 * everyone has one, the frames are added up. A voice that lags is waited for only so long.
 */
final class Room {
    private static final int LONGEST_WAIT_FRAMES = 4;

    private final Map<Long, Participant> participants = new ConcurrentHashMap<>();
    private final Map<Long, ArrayDeque<short[]>> waiting = new HashMap<>();
    private final List<FrameListener> everybody = new CopyOnWriteArrayList<>();
    private final Map<Long, List<FrameListener>> alone = new ConcurrentHashMap<>();
    private volatile long chatId;

    Room(long chatId) {
        this.chatId = chatId;
    }

    /** Returns the chat whose voice chat this is now. */
    long chatId() {
        return chatId;
    }

    void moveTo(long chat) {
        chatId = chat;
    }

    Map<Long, Participant> participants() {
        return participants;
    }

    Listening listen(FrameListener listener) {
        everybody.add(listener);
        return () -> everybody.remove(listener);
    }

    Listening listenTo(long userId, FrameListener listener) {
        List<FrameListener> listeners = alone.computeIfAbsent(userId, _ -> new CopyOnWriteArrayList<>());
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void sound(long userId, short[] frame) {
        alone.getOrDefault(userId, List.of()).forEach(listener -> listener.frame(frame));
        if (everybody.isEmpty()) {
            return;
        }
        for (short[] mix : mixed(userId, frame)) {
            everybody.forEach(listener -> listener.frame(mix));
        }
    }

    void forget(long userId) {
        synchronized (waiting) {
            waiting.remove(userId);
        }
    }

    private List<short[]> mixed(long userId, short[] frame) {
        List<short[]> ready = new ArrayList<>();
        synchronized (waiting) {
            ArrayDeque<short[]> voice = waiting.computeIfAbsent(userId, _ -> new ArrayDeque<>());
            voice.add(frame);
            while (waiting.values().stream().noneMatch(ArrayDeque::isEmpty) || voice.size() > LONGEST_WAIT_FRAMES) {
                ready.add(sum());
            }
        }
        return ready;
    }

    private short[] sum() {
        short[] mix = null;
        for (ArrayDeque<short[]> voice : waiting.values()) {
            short[] next = voice.poll();
            mix = next == null ? mix : mix == null ? next : sum(mix, next);
        }
        return mix == null ? new short[0] : mix;
    }

    private static short[] sum(short[] a, short[] b) {
        short[] mix = new short[a.length];
        for (int i = 0; i < mix.length; i++) {
            mix[i] = (short) Math.clamp(a[i] + b[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return mix;
    }
}
