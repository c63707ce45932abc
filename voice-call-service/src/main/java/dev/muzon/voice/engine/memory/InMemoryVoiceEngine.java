package dev.muzon.voice.engine.memory;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.voice.engine.ConnectionEvents;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.engine.TransportAnswer;
import dev.muzon.voice.engine.VoiceEngine;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An engine that connects every call at once, to nobody. It remembers the last frames of each call, so that a test can
 * measure what would have been heard.
 */
public final class InMemoryVoiceEngine implements VoiceEngine {
    /** Frames of each call that are remembered: one minute, 11.5 MB. */
    public static final int REMEMBERED_FRAMES = 6_000;

    private final ConcurrentHashMap<Long, Call> calls = new ConcurrentHashMap<>();
    private final AtomicInteger nextSsrc = new AtomicInteger(1_000);
    private final ConnectionEvents events = new ConnectionEvents();
    private volatile ConnectionState answer = ConnectionState.CONNECTED;
    private volatile boolean closed;

    @Override
    public String createCall(long chatId) {
        if (closed) {
            throw failure(chatId, FailureCode.ENGINE_FAILED, "the engine is closed");
        }
        if (calls.putIfAbsent(chatId, new Call()) != null) {
            throw failure(chatId, FailureCode.ENGINE_FAILED, "the chat has a call already");
        }
        int ssrc = nextSsrc.incrementAndGet();
        return """
                {"ufrag":"mem0","pwd":"memory-%1$d","fingerprints":[{"hash":"sha-256","setup":"passive",\
                "fingerprint":"00:11:22"}],"ssrc":%1$d,"ssrc-groups":[]}""".formatted(ssrc);
    }

    @Override
    public void connect(long chatId, String transport) {
        TransportAnswer.parse(chatId, transport);
        if (!calls.containsKey(chatId)) {
            throw failure(chatId, FailureCode.CALL_CONNECT_FAILED, "the chat has no call");
        }
        report(chatId, ConnectionState.CONNECTING);
        if (answer != ConnectionState.CONNECTING) {
            report(chatId, answer);
        }
    }

    @Override
    public boolean sendFrame(long chatId, byte[] pcm) {
        if (pcm.length != FRAME_BYTES) {
            throw new IllegalArgumentException("a frame has " + FRAME_BYTES + " bytes, not " + pcm.length);
        }
        Call call = calls.get(chatId);
        if (call == null || call.over()) {
            return false;
        }
        call.hear(pcm);
        return true;
    }

    @Override
    public void stop(long chatId) {
        calls.remove(chatId);
    }

    @Override
    public void listen(ConnectionListener listener) {
        events.listen(listener);
    }

    @Override
    public void close() {
        closed = true;
        calls.clear();
        events.close();
    }

    /** Sets the state that calls which connect from now on reach. {@code CONNECTING} leaves them hanging. */
    public void connectionsBecome(ConnectionState state) {
        answer = state;
    }

    /** Puts the chat's connection into a state, as a network would. Does nothing when the chat has no call. */
    public void report(long chatId, ConnectionState state) {
        Call call = calls.get(chatId);
        if (call != null) {
            call.state = state;
            events.report(chatId, state, () -> calls.get(chatId) == call);
        }
    }

    /** Returns the sound of the chat's call so far, oldest first. Empty without a call or a sound. */
    public byte[] heard(long chatId) {
        Call call = calls.get(chatId);
        return call == null ? new byte[0] : call.heard();
    }

    private static FailureException failure(long chatId, FailureCode code, String detail) {
        return Failure.perInstance(code, detail, "call:" + chatId).asException();
    }

    private static final class Call {
        private final Recording recording = new Recording(REMEMBERED_FRAMES);
        private volatile @Nullable ConnectionState state;

        boolean over() {
            return state == ConnectionState.FAILED
                    || state == ConnectionState.TIMEOUT
                    || state == ConnectionState.CLOSED;
        }

        void hear(byte[] pcm) {
            if (state == ConnectionState.CONNECTED) {
                recording.add(pcm);
            }
        }

        byte[] heard() {
            return recording.sound();
        }
    }
}
