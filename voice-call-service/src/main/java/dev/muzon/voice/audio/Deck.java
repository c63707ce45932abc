package dev.muzon.voice.audio;

import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one call, frame by frame. The current stream plays, and the cued one follows it within the same frame.
 * Fades, volume and silence are applied here. The owner commands the deck and the pump pulls frames from it. Both hold
 * the lock for microseconds only.
 *
 * <p>Sound is pulled only while the deck is open (the call is connected) and not held. So the position is exactly what
 * was sent to the listeners. The beginning of a stream is never faded and its end is never cut. Everything else that
 * would click is faded over one frame.
 */
public final class Deck {
    /**
     * Frames of silence that follow the sound. Engines pack several frames into one packet (ntgcalls: six). Without the
     * silence the last samples would wait for the next sound.
     */
    static final int FLUSH_FRAMES = 6;

    private final Listener listener;
    private final Runnable wake;
    private final Executor closer;
    private final Gain gain = new Gain();

    private @Nullable Reel outgoing;
    private @Nullable Reel current;
    private @Nullable Reel cued;
    private boolean open;
    private boolean held;
    private float volume = 1;
    private int flush;
    private long underruns;
    private @Nullable Runnable whenSilent;

    /** The receiver of news about streams, called on the pump's thread. It has to return at once. */
    public interface Listener {
        /** Reports that the first sound of a stream is on its way. */
        void sounded(long stream);

        /** Reports that a stream was heard out or broke off. The cued one follows already. */
        void ended(long stream, StreamEnd end);
    }

    /**
     * The position up to which a stream was heard.
     *
     * @param stream 0 when nothing is loaded
     */
    public record Position(long stream, Duration heard) {}

    /**
     * @param wake called when there may be frames to pull
     * @param closer closes sources, which may take longer than a frame
     */
    public Deck(Listener listener, Runnable wake, Executor closer) {
        this.listener = listener;
        this.wake = wake;
        this.closer = closer;
    }

    /** Fades out what sounds, forgets what is cued, and plays this stream as soon as it is primed. */
    public void load(long stream, PcmSource source, Duration from) {
        synchronized (this) {
            dropCued();
            retire();
            current = new Reel(stream, source, from);
        }
        wake.run();
    }

    /** Lets this stream follow the current one. */
    public synchronized void cue(long stream, PcmSource source) {
        dropCued();
        cued = new Reel(stream, source, Duration.ZERO);
    }

    /** Drops the cued stream. Does nothing when that has followed already. */
    public synchronized void uncue() {
        dropCued();
    }

    /** Fades out the current stream in favour of the cued one. Does nothing when that has followed already. */
    public void promote(long stream) {
        synchronized (this) {
            if (cued != null && cued.stream() == stream) {
                Reel next = cued;
                cued = null;
                retire();
                current = next;
            }
        }
        wake.run();
    }

    /** Fades out and forgets everything. */
    public void silence() {
        synchronized (this) {
            dropCued();
            retire();
        }
        wake.run();
    }

    /** Fades out and waits, or goes on and fades in. */
    public void hold(boolean hold) {
        synchronized (this) {
            held = hold;
        }
        wake.run();
    }

    /** @param percent 100 is the sound as it is */
    public synchronized void volume(int percent) {
        volume = percent / 100f;
    }

    /** Opens or closes the deck. While frames do not get through, the position waits. */
    public void open(boolean opened) {
        synchronized (this) {
            open = opened;
            if (!opened) {
                flush = 0;
                gain.jumpTo(0);
                dropOutgoing();
                tellSilent();
            }
        }
        wake.run();
    }

    /**
     * Runs the action once nothing is left to send: fades, and the frames that engines hold back, have left. It runs at
     * once when that is so already or when the deck is closed.
     *
     * @param then has to return at once
     */
    public void whenSilent(Runnable then) {
        synchronized (this) {
            whenSilent = then;
            if (!open) {
                tellSilent();
            }
        }
        wake.run();
    }

    public synchronized Position position() {
        return current == null ? new Position(0, Duration.ZERO) : new Position(current.stream(), current.position());
    }

    /** Returns the number of underruns: how often the sound had to wait for its source. */
    public synchronized long underruns() {
        return underruns;
    }

    /**
     * Fills the frame with the next 10 ms.
     *
     * @return false when there is nothing to send now; {@code wake} will be called
     */
    boolean next(byte[] frame) {
        synchronized (this) {
            if (!open) {
                return false;
            }
            if (outgoing != null) {
                return fadeOutgoing(frame) || nextOfCurrent(frame);
            }
            return nextOfCurrent(frame);
        }
    }

    private boolean nextOfCurrent(byte[] frame) {
        Reel reel = current;
        if (reel == null || (held && gain.current() == 0) || !reel.ready()) {
            return flushed(frame);
        }
        if (!reel.running()) {
            reel.setRunning(true);
            gain.jumpTo(reel.fromTheTop() && !held ? volume : 0);
        }
        if (held && reel.untouched()) {
            gain.jumpTo(0);
            return flushed(frame);
        }
        int filled = fill(reel, frame);
        if (filled == 0) {
            return flushed(frame);
        }
        Arrays.fill(frame, filled, frame.length, (byte) 0);
        boolean dry = current == reel && !reel.running();
        gain.apply(frame, held || dry ? 0 : volume);
        flush = FLUSH_FRAMES;
        return true;
    }

    /** Fills the frame from the reel and, when that ends within the frame, from the cued one. */
    private int fill(Reel reel, byte[] frame) {
        boolean first = reel.untouched();
        int filled = reel.read(frame, 0);
        if (first && filled > 0) {
            listener.sounded(reel.stream());
        }
        if (filled == frame.length) {
            return filled;
        }
        StreamEnd end = reel.end();
        if (end == null) {
            underruns++;
            reel.setRunning(false);
            return filled;
        }
        listener.ended(reel.stream(), end);
        closer.execute(reel.source()::close);
        Reel next = cued;
        current = next;
        cued = null;
        if (next == null || filled == 0 || held || !next.ready()) {
            return filled;
        }
        next.setRunning(true);
        int more = next.read(frame, filled);
        if (more > 0) {
            listener.sounded(next.stream());
        }
        return filled + more;
    }

    private boolean fadeOutgoing(byte[] frame) {
        Reel reel = outgoing;
        outgoing = null;
        if (reel == null) {
            return false;
        }
        int filled = gain.current() > 0 ? reel.read(frame, 0) : 0;
        closer.execute(reel.source()::close);
        if (filled > 0) {
            Arrays.fill(frame, filled, frame.length, (byte) 0);
            gain.apply(frame, 0);
            flush = FLUSH_FRAMES;
        }
        return filled > 0;
    }

    private boolean flushed(byte[] frame) {
        if (flush == 0) {
            tellSilent();
            return false;
        }
        flush--;
        Arrays.fill(frame, (byte) 0);
        return true;
    }

    private void tellSilent() {
        Runnable then = whenSilent;
        whenSilent = null;
        if (then != null) {
            then.run();
        }
    }

    private void retire() {
        Reel reel = current;
        current = null;
        if (reel == null) {
            return;
        }
        if (open && outgoing == null && reel.running()) {
            outgoing = reel;
        } else {
            closer.execute(reel.source()::close);
        }
    }

    private void dropOutgoing() {
        if (outgoing != null) {
            closer.execute(outgoing.source()::close);
            outgoing = null;
        }
    }

    private void dropCued() {
        if (cued != null) {
            closer.execute(cued.source()::close);
            cued = null;
        }
    }
}
