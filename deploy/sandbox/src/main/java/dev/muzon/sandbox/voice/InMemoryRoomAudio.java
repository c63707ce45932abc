package dev.muzon.sandbox.voice;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Rooms that sound when told to: mixing and handing out, without any network. */
public final class InMemoryRoomAudio implements RoomAudio {
    private static final double FULL_SCALE = 32_768;

    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private final Map<Long, Map<Long, Double>> levels = new ConcurrentHashMap<>();

    /**
     * A listener.
     *
     * @param userId the participant to listen to, {@link #EVERYBODY} for the mix
     */
    private record Ear(long chatId, long userId, FrameListener listener) {}

    private static final long EVERYBODY = 0;

    @Override
    public Listening listen(long chatId, FrameListener listener) {
        return add(new Ear(chatId, EVERYBODY, listener));
    }

    @Override
    public Listening listenTo(long chatId, long userId, FrameListener listener) {
        return add(new Ear(chatId, userId, listener));
    }

    private Listening add(Ear ear) {
        ears.add(ear);
        return () -> ears.remove(ear);
    }

    @Override
    public Map<Long, Double> levels(long chatId) {
        return levels.getOrDefault(chatId, Map.of());
    }

    /**
     * Plays the next 10 ms of a room.
     *
     * @param speakers one frame of {@link RoomAudio#FRAME_SAMPLES} samples for each user heard, empty for silence
     */
    public void sound(long chatId, Map<Long, short[]> speakers) {
        var loud = new ConcurrentHashMap<Long, Double>();
        speakers.forEach((userId, frame) -> loud.put(userId, rms(frame)));
        levels.put(chatId, Map.copyOf(loud));
        if (speakers.isEmpty()) {
            return;
        }
        var mix = mix(speakers);
        for (var ear : ears) {
            var frame = ear.userId() == EVERYBODY ? mix : speakers.get(ear.userId());
            if (ear.chatId() == chatId && frame != null) {
                ear.listener().frame(frame);
            }
        }
    }

    private static short[] mix(Map<Long, short[]> speakers) {
        var mix = new short[FRAME_SAMPLES];
        for (int i = 0; i < FRAME_SAMPLES; i++) {
            int sum = 0;
            for (var frame : speakers.values()) {
                sum += frame[i];
            }
            mix[i] = (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return mix;
    }

    private static double rms(short[] frame) {
        double sum = 0;
        for (short sample : frame) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / frame.length) / FULL_SCALE;
    }
}
