package dev.muzon.voice.audio;

import dev.muzon.protocol.player.CallTarget;
import dev.muzon.voice.engine.VoiceEngine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that sends every call's frames. It takes turns of 10 ms. Each call has one turn of six, and sends the
 * frames of a whole packet then: the engine keeps them until the packet is full, and each frame by itself would wake its
 * encoder for nothing. Few calls share turns, so that the thread wakes seldom, and many are spread over all of them. The
 * thread sleeps while no deck has anything to send.
 */
public final class FramePump implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FramePump.class);

    /** Turns of 10 ms until it is a call's turn again, which is the length of a packet. */
    private static final int TURNS = VoiceEngine.PACKET_FRAMES;

    /** Calls that go into one turn before another is used. Each takes a fifth of a millisecond. */
    private static final int SHARED = 8;

    private static final long LATE = Duration.ofMillis(10).toNanos();

    /** Longer than jitter buffers usually wait. */
    private static final long OVERDUE = Duration.ofMillis(30).toNanos();

    private final VoiceEngine engine;
    private final Consumer<Throwable> onDeath;
    private volatile Consumer<CallTarget> onRefused = call -> {};
    /** Changes are rare and copy everything. Going through it, which each turn does, leaves no garbage. */
    private volatile Seat[] seats = {};

    /** Number of calls of each turn. */
    private final AtomicIntegerArray taken = new AtomicIntegerArray(TURNS);

    private final Pacer pacer = new Pacer();
    private final byte[] frame = new byte[Pcm.FRAME_BYTES];
    private final byte[] silence = new byte[Pcm.FRAME_BYTES];
    private final Counter sent;
    private final Counter late;
    private final Counter overdue;
    private final Thread thread;
    private volatile boolean woken;
    private volatile boolean closed;
    private int turn;

    /** A call's deck and the turn in which it sends. */
    private record Seat(CallTarget call, Deck deck, int turn) {}

    /** @param onDeath receives what ended the pump before {@link #close}. No call has sound after that */
    public FramePump(VoiceEngine engine, MeterRegistry meters, Consumer<Throwable> onDeath) {
        this.engine = engine;
        this.onDeath = onDeath;
        sent = Counter.builder("muzon.voice.frames.sent")
                .description("Frames of 10 ms handed to the voice engine")
                .register(meters);
        late = Counter.builder("muzon.voice.frames.late")
                .description("Frames handed over more than 10 ms late")
                .register(meters);
        overdue = Counter.builder("muzon.voice.frames.overdue")
                .description("Frames handed over more than 30 ms late, which listeners may hear")
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

    /** Adds a call in the first turn that has room, or else in the one that has the fewest. */
    public synchronized void add(CallTarget call, Deck deck) {
        remove(call);
        int chosen = 0;
        for (int i = 0; i < TURNS && taken.get(chosen) >= SHARED; i++) {
            chosen = taken.get(i) < taken.get(chosen) ? i : chosen;
        }
        Seat[] more = Arrays.copyOf(seats, seats.length + 1);
        more[seats.length] = new Seat(call, deck, chosen);
        seats = more;
        taken.incrementAndGet(chosen);
        wake();
    }

    public synchronized void remove(CallTarget call) {
        for (Seat seat : seats) {
            if (seat.call.equals(call)) {
                taken.decrementAndGet(seat.turn);
            }
        }
        seats = Arrays.stream(seats).filter(seat -> !seat.call.equals(call)).toArray(Seat[]::new);
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
        while (!closed) {
            awaitWake();
            if (begin()) {
                pumpUntilSilent();
            }
        }
    }

    /**
     * Takes turns at once until one has sound, which must not wait for its turn when nothing else sounds.
     *
     * @return false when none has
     */
    private boolean begin() {
        for (int i = 0; i < TURNS; i++) {
            pacer.restart(System.nanoTime() + Pacer.PERIOD_NANOS);
            int frames = sendTurn();
            sent.increment(frames);
            if (frames > 0) {
                return true;
            }
        }
        return false;
    }

    private void pumpUntilSilent() {
        int silent = 0;
        while (!closed && silent < TURNS) {
            LockSupport.parkNanos(pacer.untilNext(System.nanoTime()) + emptyTurns() * Pacer.PERIOD_NANOS);
            for (int left = pacer.takeDue(System.nanoTime()); left > 0; left--) {
                int frames = sendTurn();
                count(frames, pacer.lateness(System.nanoTime(), left));
                silent = frames == 0 ? silent + 1 : 0;
            }
        }
    }

    /** Returns how many turns come before one that has calls. */
    private int emptyTurns() {
        int empty = 0;
        while (empty < TURNS && taken.get((turn + empty) % TURNS) == 0) {
            empty++;
        }
        return empty;
    }

    private void count(int frames, long lateness) {
        sent.increment(frames);
        if (lateness > LATE) {
            late.increment(frames);
        }
        if (lateness > OVERDUE) {
            overdue.increment(frames);
        }
    }

    private void awaitWake() {
        while (!woken && !closed) {
            LockSupport.park(this);
        }
        woken = false;
    }

    /** Sends a packet of each call whose turn it is. Trouble in one call does not reach the others. */
    private int sendTurn() {
        int frames = 0;
        for (Seat seat : seats) {
            if (seat.turn == turn) {
                frames += sendPacket(seat.call, seat.deck);
            }
        }
        turn = (turn + 1) % TURNS;
        return frames;
    }

    /** Sends the frames of one packet, or what the deck has of them. */
    private int sendPacket(CallTarget call, Deck deck) {
        try {
            for (int taken = 0; taken < VoiceEngine.PACKET_FRAMES; taken++) {
                if (!deck.next(frame)) {
                    return taken == 0 ? 0 : fill(call, taken);
                }
                if (!engine.sendFrame(call.chatId(), frame)) {
                    refuse(call, deck);
                    return taken + 1;
                }
            }
            return VoiceEngine.PACKET_FRAMES;
        } catch (Throwable e) {
            log.error("Frame of chat {} was not sent", call, e);
            refuse(call, deck);
            return 0;
        }
    }

    /** Fills a packet up with silence, so that the next sound begins with a packet. The call may be gone already. */
    private int fill(CallTarget call, int taken) {
        for (int i = taken; i < VoiceEngine.PACKET_FRAMES; i++) {
            engine.sendFrame(call.chatId(), silence);
        }
        return VoiceEngine.PACKET_FRAMES;
    }

    private void refuse(CallTarget call, Deck deck) {
        deck.open(false);
        onRefused.accept(call);
    }
}
