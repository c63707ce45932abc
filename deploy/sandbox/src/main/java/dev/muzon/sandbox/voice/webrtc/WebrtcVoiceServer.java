package dev.muzon.sandbox.voice.webrtc;

import dev.muzon.sandbox.voice.RoomAudio;
import dev.muzon.sandbox.voice.VoiceServer;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Voice chats over real ICE, DTLS-SRTP and Opus. libwebrtc is loaded with the first participant. It needs any network
 * interface that is up besides loopback, and libpulse0 installed, but no sound card.
 */
public final class WebrtcVoiceServer implements VoiceServer, RoomAudio, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebrtcVoiceServer.class);

    /** The delay after a client's first packet. Real servers are far away, and a client misses an immediate answer. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(
            400, TimeUnit.MILLISECONDS, task -> Thread.ofVirtual().start(task));

    /** The longest wait for that packet. Then libwebrtc finds out whether the client is there. */
    private static final Duration ABSENCE = Duration.ofSeconds(5);

    private final Map<Long, Room> rooms = new ConcurrentHashMap<>();
    private final Departures departures;
    private @Nullable Media media;

    /** A listener to clients that left without a word, as killed ones do. */
    @FunctionalInterface
    public interface Departures {
        void lost(long chatId, long userId);
    }

    public WebrtcVoiceServer(Departures departures) {
        this.departures = departures;
    }

    private record Media(HeadlessAudioDeviceModule device, PeerConnectionFactory factory) {
        static Media open() {
            HeadlessAudioDeviceModule device = new HeadlessAudioDeviceModule();
            PeerConnectionFactory factory = new PeerConnectionFactory(device);
            device.initPlayout(); // only now: the factory is what the device plays
            device.startPlayout();
            return new Media(device, factory);
        }

        void close() {
            device.stopPlayout();
            factory.dispose();
            device.dispose();
        }
    }

    @Override
    public String join(long chatId, long userId, String payload) {
        JoinPayload client = JoinPayload.parse(payload);
        Room room = room(chatId);
        Participant participant = new Participant(
                factory(), userId, client, frame -> room.sound(userId, frame), lost -> lost(room, userId, lost));
        String transport = participant.transport();
        Participant former = room.participants().put(userId, participant);
        if (former != null) {
            former.close();
        }
        var _ = participant
                .arrived()
                .completeOnTimeout(null, ABSENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenRunAsync(() -> connect(chatId, userId, participant), LATER);
        return transport;
    }

    private void lost(Room room, long userId, Participant participant) {
        if (room.participants().remove(userId, participant)) {
            participant.close();
            room.forget(userId);
            departures.lost(room.chatId(), userId);
        }
    }

    private static void connect(long chatId, long userId, Participant participant) {
        try {
            participant.connect();
        } catch (RuntimeException e) {
            log.warn("User {} not connected to voice chat {}", userId, chatId, e);
        }
    }

    @Override
    public void leave(long chatId, long userId) {
        Room room = room(chatId);
        Participant participant = room.participants().remove(userId);
        if (participant != null) {
            participant.close();
            room.forget(userId);
        }
    }

    /** Moves the room with its participants and listeners. It takes the place of one in which nobody is connected. */
    @Override
    public synchronized void move(long chatId, long toChatId) {
        Room room = rooms.get(chatId);
        if (room != null && !room.participants().isEmpty() && rooms.remove(chatId, room)) {
            room.moveTo(toChatId);
            rooms.put(toChatId, room);
        }
    }

    @Override
    public void mute(long chatId, long userId, boolean muted) {
        Participant participant = room(chatId).participants().get(userId);
        if (participant != null) {
            participant.mute(muted);
        }
    }

    @Override
    public Listening listen(long chatId, FrameListener listener) {
        return room(chatId).listen(listener);
    }

    @Override
    public Listening listenTo(long chatId, long userId, FrameListener listener) {
        return room(chatId).listenTo(userId, listener);
    }

    @Override
    public Map<Long, Double> levels(long chatId) {
        Map<Long, Double> levels = new HashMap<>();
        room(chatId).participants().forEach((userId, participant) -> levels.put(userId, participant.level()));
        return levels;
    }

    /** Returns the counts of packets by participant. */
    public List<Reception> receptions(long chatId) {
        return room(chatId).participants().values().stream()
                .map(Participant::reception)
                .toList();
    }

    @Override
    public synchronized void close() {
        rooms.values().forEach(room -> room.participants().values().forEach(Participant::close));
        if (media != null) {
            media.close();
            media = null;
        }
    }

    private Room room(long chatId) {
        return rooms.computeIfAbsent(chatId, Room::new);
    }

    private synchronized PeerConnectionFactory factory() {
        if (media == null) {
            media = Media.open();
        }
        return media.factory();
    }
}
