package dev.muzon.voice.audio;

import dev.muzon.protocol.player.CallTarget;
import dev.muzon.voice.engine.VoiceEngine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that sends every call's frames, 10 ms apart. It sleeps while no deck has anything to send.
 */
public final class FramePump implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FramePump.class);

    private final VoiceEngine engine;
    private final Consumer<Throwable> onDeath;
    private volatile Consumer<CallTarget> onRefused = call -> {};
    private final Map<CallTarget, Deck> decks = new ConcurrentHashMap<>();
    private final Pacer pacer = new Pacer();
    private final byte[] frame = new byte[Pcm.FRAME_BYTES];
    private final Counter sent;
    private final Counter late;
    private final Thread thread;
    private volatile boolean woken;
    private volatile boolean closed;

    /** @param onDeath receives what ended the pump before {@link #close}. No call has sound after that */
    public FramePump(VoiceEngine engine, MeterRegistry meters, Consumer<Throwable> onDeath) {
        this.engine = engine;
        this.onDeath = onDeath;
        sent = Counter.builder("muzon.voice.frames.sent")
                .description("Frames of 10 ms handed to the voice engine")
                .register(meters);
        late = Counter.builder("muzon.voice.frames.late")
                .description("Frames handed over more than one frame late")
                .register(meters);
        thread = Thread.ofPlatform().daemon().name("frame-pump").unstarted(this::run);
    }

    public FramePump start() {
        thread.start();
        return this;
    }

    /** @param listener receives a call that the engine no longer has. It has to return at once */
    public void onRefused(Consumer<CallTarget> listener) {
        onRefused = listener;
    }

    public void add(CallTarget call, Deck deck) {
        decks.put(call, deck);
        wake();
    }

    public void remove(CallTarget call) {
        decks.remove(call);
    }

    /** Wakes the pump: some deck may have something to send. */
    public void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }

    private void run() {
        try {
            pump();
        } catch (Throwable e) {
            onDeath.accept(e);
        }
    }

    private void pump() {
        boolean busy = false;
        while (!closed) {
            if (!busy) {
                awaitWake();
                pacer.restart(System.nanoTime());
            }
            busy = sendDue();
            LockSupport.parkNanos(busy ? pacer.untilNext(System.nanoTime()) : 0);
        }
    }

    private void awaitWake() {
        while (!woken && !closed) {
            LockSupport.park(this);
        }
        woken = false;
    }

    private boolean sendDue() {
        int due = pacer.takeDue(System.nanoTime());
        boolean busy = due == 0;
        for (int i = 0; i < due; i++) {
            int frames = sendOneEach();
            busy |= frames > 0;
            sent.increment(frames);
            if (i < due - 2) {
                late.increment(frames);
            }
        }
        return busy;
    }

    private int sendOneEach() {
        int frames = 0;
        for (Map.Entry<CallTarget, Deck> entry : decks.entrySet()) {
            if (send(entry.getKey(), entry.getValue())) {
                frames++;
            }
        }
        return frames;
    }

    /** Sends one frame. Trouble in one call does not reach the others. */
    private boolean send(CallTarget call, Deck deck) {
        try {
            if (!deck.next(frame)) {
                return false;
            }
            if (!engine.sendFrame(call.chatId(), frame)) {
                deck.open(false);
                onRefused.accept(call);
            }
            return true;
        } catch (Throwable e) {
            log.error("Frame of chat {} was not sent", call, e);
            deck.open(false);
            onRefused.accept(call);
            return false;
        }
    }
}
