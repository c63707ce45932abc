package dev.muzon.voice.engine.ntgcalls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.voice.engine.ConnectionEvents;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.engine.TransportAnswer;
import dev.muzon.voice.engine.VoiceEngine;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine that makes calls with ntgcalls. The library sends Opus, mono, 32 kbit/s, in packets of 60 ms.
 *
 * <p>Native methods are not interruptible. The longest, creating the first call, takes some ten milliseconds. Only
 * {@link #stop} of a broadcast that is still connecting waits longer, about half a second.
 */
public final class NtgcallsVoiceEngine implements VoiceEngine {
    private static final Logger log = LoggerFactory.getLogger(NtgcallsVoiceEngine.class);

    /** In the order in which the library counts them. */
    private static final ConnectionState[] STATES = {
        ConnectionState.CONNECTING,
        ConnectionState.CONNECTED,
        ConnectionState.FAILED,
        ConnectionState.TIMEOUT,
        ConnectionState.CLOSED
    };

    private final long handle;
    private final Consumer<Throwable> onDeath;
    private final CallTable calls = new CallTable();
    private final ConnectionEvents events = new ConnectionEvents();
    private final Thread eventPump;

    /** Guards the handle. Its users hold the shared half and closing takes the other, so no thread is left inside. */
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();

    private final Lock using = closing.readLock();
    private boolean closed;

    private NtgcallsVoiceEngine(long handle, Consumer<Throwable> onDeath) {
        this.handle = handle;
        this.onDeath = onDeath;
        this.eventPump = Thread.ofPlatform().daemon().name("ntgcalls-events").start(this::pumpEvents);
    }

    /**
     * Loads the native code, the first time, and makes an engine.
     *
     * @param onDeath told what ended the library's events: no call gets connected any more
     * @throws FailureException critical {@code native.missing} when a file is missing, saying what to do
     */
    public static NtgcallsVoiceEngine open(NtgcallsPaths paths, Consumer<Throwable> onDeath) {
        NativeLibraries.load(paths);
        try {
            return new NtgcallsVoiceEngine(Ntgcalls.open(), onDeath);
        } catch (NtgcallsException refused) {
            throw Failure.of(FailureCode.NATIVE_MISSING, "ntgcalls does not start: " + refused.getMessage())
                    .causedBy(refused);
        }
    }

    @Override
    public String createCall(long chatId) {
        using.lock();
        try {
            if (closed) {
                throw failure(chatId, FailureCode.ENGINE_FAILED, "the engine is closed", null);
            }
            Call call = new Call(chatId);
            if (!calls.add(call)) {
                throw failure(chatId, FailureCode.ENGINE_FAILED, "the chat has a call already", null);
            }
            return create(call);
        } finally {
            using.unlock();
        }
    }

    private String create(Call call) {
        try {
            String payload = new String(Ntgcalls.createCall(handle, call.chatId), UTF_8);
            Ntgcalls.useExternalMicrophone(handle, call.chatId);
            return payload;
        } catch (NtgcallsException refused) {
            forget(call);
            throw failure(call.chatId, FailureCode.ENGINE_FAILED, "no call: " + refused.getMessage(), refused);
        } catch (Throwable e) {
            forget(call);
            throw e;
        }
    }

    private void forget(Call call) {
        calls.remove(call);
        stopQuietly(call);
    }

    @Override
    public void connect(long chatId, String transport) {
        TransportAnswer answer = TransportAnswer.parse(chatId, transport);
        using.lock();
        try {
            Call call = calls.get(chatId);
            if (call == null) {
                throw failure(chatId, FailureCode.CALL_CONNECT_FAILED, "the chat has no call", null);
            }
            call.connecting(answer.mode());
            Ntgcalls.connect(handle, chatId, SoundOnly.of(answer).getBytes(UTF_8));
        } catch (NtgcallsException refused) {
            throw failure(chatId, FailureCode.CALL_CONNECT_FAILED, "no connection: " + refused.getMessage(), refused);
        } finally {
            using.unlock();
        }
    }

    @Override
    public boolean sendFrame(long chatId, byte[] pcm) {
        if (pcm.length != FRAME_BYTES) {
            throw new IllegalArgumentException("a frame has " + FRAME_BYTES + " bytes, not " + pcm.length);
        }
        using.lock();
        try {
            Call call = calls.get(chatId);
            if (call == null || call.isOver()) {
                return false;
            }
            return !call.isConnected() || Ntgcalls.sendFrame(handle, chatId, pcm) == Ntgcalls.OK;
        } finally {
            using.unlock();
        }
    }

    @Override
    public void stop(long chatId) {
        using.lock();
        try {
            Call call = calls.get(chatId);
            if (call != null) {
                end(call);
            }
        } finally {
            using.unlock();
        }
    }

    /** Ends a call. It leaves the table last: until the library has released it, the chat can have no other. */
    private void end(Call call) {
        call.end();
        call.awaitStoppable();
        stopQuietly(call);
        calls.remove(call);
    }

    private void stopQuietly(Call call) {
        try {
            Ntgcalls.stop(handle, call.chatId);
        } catch (NtgcallsException e) {
            log.debug("Call of chat {} was gone before it was stopped: {}", call.chatId, e.getMessage());
        }
    }

    @Override
    public void listen(ConnectionListener listener) {
        events.listen(listener);
    }

    private void pumpEvents() {
        try {
            long[] chatAndState = new long[2];
            while (Ntgcalls.nextEvent(handle, chatAndState)) {
                deliver(chatAndState[0], (int) chatAndState[1]);
            }
        } catch (Throwable e) {
            onDeath.accept(e);
        }
    }

    /** Delivers one event. A failure in one call does not reach the others. */
    private void deliver(long chatId, int state) {
        try {
            Call call = calls.get(chatId);
            if (call == null || !call.hasTransport() || state < 0 || state >= STATES.length) {
                log.debug("State of chat {} ignored: {} belongs to no current call", chatId, state);
                return;
            }
            call.became(STATES[state]);
            events.report(call.chatId, STATES[state], () -> !call.hasEnded());
        } catch (Throwable e) {
            log.error("State {} of chat {} not delivered", state, chatId, e);
        }
    }

    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            calls.all().forEach(this::end);
            Ntgcalls.closeEvents(handle);
            joinUninterruptibly(eventPump);
            Ntgcalls.close(handle);
            events.close();
        } finally {
            closing.writeLock().unlock();
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static FailureException failure(long chatId, FailureCode code, String detail, @Nullable Throwable cause) {
        Failure failure = Failure.perInstance(code, detail, "call:" + chatId);
        return cause == null ? failure.asException() : failure.causedBy(cause);
    }
}
