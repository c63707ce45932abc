package dev.muzon.sandbox.page;

import dev.muzon.sandbox.voice.RoomAudio;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream of a room's mix to browsers, as raw PCM so that it works where AudioWorklet and WebRTC don't. */
final class ListenEndpoint extends Endpoint {
    static final String PATH = "/listen/{chatId}";

    private static final Logger log = LoggerFactory.getLogger(ListenEndpoint.class);
    private static final int FRAMES_PER_MESSAGE = 2;

    /** Half a second: what a slower browser misses is not worth hearing late. */
    private static final int BACKLOG_FRAMES = 50;

    private final RoomAudio audio;
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();

    private record Listener(RoomAudio.Listening listening, Thread sender) {}

    ListenEndpoint(RoomAudio audio) {
        this.audio = audio;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        long chatId;
        try {
            chatId = Long.parseLong(session.getPathParameters().get("chatId"));
        } catch (NumberFormatException e) {
            close(session);
            return;
        }
        var backlog = new ArrayBlockingQueue<short[]>(BACKLOG_FRAMES);
        var listening = audio.listen(chatId, backlog::offer);
        var sender = Thread.ofVirtual().name("listen " + chatId).start(() -> send(session, backlog));
        listeners.put(session.getId(), new Listener(listening, sender));
    }

    private static void send(Session session, BlockingQueue<short[]> backlog) {
        try {
            while (session.isOpen()) {
                var bytes = ByteBuffer.allocate(FRAMES_PER_MESSAGE * RoomAudio.FRAME_SAMPLES * Short.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
                var samples = bytes.asShortBuffer();
                for (int i = 0; i < FRAMES_PER_MESSAGE; i++) {
                    samples.put(backlog.take());
                }
                session.getBasicRemote().sendBinary(bytes);
            }
        } catch (IOException | IllegalStateException e) {
            log.debug("Listener closed its connection", e);
            close(session);
        } catch (InterruptedException e) {
            log.debug("Listener {} closed", session.getId());
        }
    }

    private static void close(Session session) {
        try {
            session.close();
        } catch (IOException e) {
            log.debug("Listener was gone already", e);
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        var listener = listeners.remove(session.getId());
        if (listener != null) {
            listener.listening().close();
            listener.sender().interrupt();
        }
    }

    @Override
    public void onError(Session session, Throwable error) {
        log.debug("Listening failed", error);
    }
}
