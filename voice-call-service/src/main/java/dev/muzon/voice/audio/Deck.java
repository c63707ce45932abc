package dev.muzon.voice.audio;

import dev.muzon.voice.engine.VoiceEngine;
import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one call, frame by frame. The current stream plays, and the cued one follows it within the same frame or
 * is cross-faded with it. The owner commands the deck and the pump pulls frames from it. Both hold the lock for
 * microseconds only.
 *
 * <p>Sound is pulled only while the deck is open (the call is connected) and not held. So the position is what was sent
 * to the listeners, but for the one frame in hand. The beginning of a stream is never faded and its end is never cut.
 * Everything else that would click is faded over one frame.
 */
public final class Deck {
    /**
     * Frames of silence that follow the sound. The engine packs several frames into one packet. Without the silence the
     * last samples would wait for the next sound.
     */
    static final int FLUSH_FRAMES = VoiceEngine.PACKET_FRAMES;

    private final Listener listener;
    private final Runnable wake;
    private final Reels reels;
    private final Master master = new Master();
    private final Ramp entrance = new Ramp(1);
    private final float[] mix = new float[Pcm.FRAME_VALUES];

    private boolean level;
    private boolean open;
    private boolean held;
    private boolean interrupted;
    private boolean cut;
    private boolean inHand;
    private int flush;
    private long underruns;
    private @Nullable Runnable whenSilent;

    /** The receiver of news about streams, called on the pump's thread. It has to return at once. */
    public interface Listener {
        /** Reports that the first sound of a stream is on its way, or the first one after it ran dry. */
        void sounded(long stream);

        /** Reports that a stream brings nothing for now, although it has not ended. */
        void ranDry(long stream);

        /**
         * Reports that a stream was heard out or broke off. The cued one follows already, unless the track may go on:
         * then it waits for {@link Deck#promote}.
         */
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
        reels = new Reels(closer);
    }

    /**
     * Fades out what sounds and waits there, until the stream is loaded again or another one is.
     *
     * @return the sample at which the same stream goes on
     */
    public synchronized Position interrupt() {
        if (reels.current() != null) {
            breakOff();
            interrupted = true;
        }
        return position();
    }

    /** Fades out what sounds, forgets what is cued, and plays this stream as soon as it is primed. */
    public void load(long stream, PcmSource source, Duration from) {
        synchronized (this) {
            breakOff();
            interrupted = false;
            reels.load(new Reel(stream, source, from));
        }
        wake.run();
    }

    /** Lets this stream follow the current one. */
    public synchronized void cue(long stream, PcmSource source) {
        reels.cue(new Reel(stream, source, Duration.ZERO));
    }

    /** Drops the cued stream. Does nothing when that has followed already. */
    public synchronized void uncue() {
        reels.uncue();
    }

    /** Fades out the current stream in favour of the cued one. Does nothing when that has followed already. */
    public void promote(long stream) {
        synchronized (this) {
            if (reels.isCued(stream)) {
                breakOff();
                interrupted = false;
                reels.promote();
            }
        }
        wake.run();
    }

    /** Fades out and forgets everything. */
    public void silence() {
        synchronized (this) {
            breakOff();
            interrupted = false;
            reels.clear();
        }
        wake.run();
    }

    /** Fades out and waits, or goes on and fades in. */
    public void hold(boolean hold) {
        synchronized (this) {
            held = hold;
            if (hold) {
                breakOff();
            }
        }
        wake.run();
    }

    /** @param percent 100 is the sound as it is */
    public synchronized void volume(int percent) {
        master.setVolume(percent / 100f);
    }

    /** Silences the sound, which goes on unheard, or lets it be heard again. */
    public synchronized void mute(boolean muted) {
        master.setMuted(muted);
    }

    /** @param equal whether all streams are made equally loud */
    public synchronized void level(boolean equal) {
        level = equal;
        master.setLevelled(equal);
    }

    /** @param length how long the end of one stream and the beginning of the next overlap, zero for not at all */
    public synchronized void crossFade(Duration length) {
        reels.setOverlap(length);
    }

    /** Opens or closes the deck. While frames do not get through, the position waits. */
    public void open(boolean opened) {
        synchronized (this) {
            if (opened != open) {
                master.reset();
            }
            open = opened;
            if (!opened) {
                flush = 0;
                cut = false;
                inHand = false;
                stopRunning();
                reels.dropLeaving();
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
        Reel current = reels.current();
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
            if (cut) {
                cut = false;
                master.fadeOut(mix, 0);
            }
            int filled = fill();
            if (filled == 0 && flush == 0) {
                inHand = false;
                master.settle();
                tellSilent();
                return false;
            }
            // The frame that the master holds back has to leave, too.
            flush = filled > 0 ? FLUSH_FRAMES + 1 : flush - 1;
            master.process(mix, frame);
            if (!inHand) {
                inHand = true;
                flush = fill() > 0 ? FLUSH_FRAMES + 1 : FLUSH_FRAMES;
                master.process(mix, frame);
            }
            return true;
        }
    }

    /**
     * Fills the mix from the current stream and, when that ends within the frame, from the ones after it.
     *
     * @return samples that are not just silence
     */
    private int fill() {
        int filled = 0;
        Arrays.fill(mix, 0);
        while (filled < Pcm.FRAME_SAMPLES) {
            beginCrossFade();
            Reel reel = reels.current();
            if (reel == null || held || interrupted || !reel.ready()) {
                break;
            }
            filled += read(reel, filled);
            if (filled < Pcm.FRAME_SAMPLES && !follow(reel, filled)) {
                break;
            }
        }
        return filled;
    }

    private int read(Reel reel, int filled) {
        if (!reel.running()) {
            reel.setRunning(true);
            boolean fromTheTop = reel.fromTheTop();
            entrance.jumpTo(fromTheTop ? 1 : 0);
            entrance.moveTo(1, Pcm.FRAME_SAMPLES);
        }
        boolean first = reel.untouched() || reel.dry();
        int n = reel.read(mix, filled, Pcm.FRAME_SAMPLES - filled, level);
        if (n > 0) {
            if (first) {
                reel.setDry(false);
                listener.sounded(reel.stream());
            }
            entrance.apply(mix, filled, n);
            reels.mixLeaving(mix, filled, n, level);
        }
        return n;
    }

    /**
     * Handles that a stream has brought less than the rest of the frame.
     *
     * @param filled samples of the frame that are there
     * @return false when nothing follows now
     */
    private boolean follow(Reel reel, int filled) {
        StreamEnd end = reel.end();
        if (end == null) {
            underruns++;
            reel.setRunning(false);
            reel.setDry(true);
            master.fadeOut(mix, filled);
            listener.ranDry(reel.stream());
            return false;
        }
        if (end.cut() || reel.live()) {
            master.fadeOut(mix, filled);
        }
        if (end.mayGoOn(reel.live())) {
            reels.leave();
        } else {
            reels.follow();
        }
        listener.ended(reel.stream(), end);
        return true;
    }

    private void beginCrossFade() {
        Reel reel = reels.current();
        if (!held && reel != null && reels.beginsOverlap()) {
            reels.follow();
            listener.ended(reel.stream(), StreamEnd.FINISHED);
        }
    }

    private void tellSilent() {
        Runnable then = whenSilent;
        whenSilent = null;
        if (then != null) {
            then.run();
        }
    }

    /** Lets the frame in hand fade out, because what sounds breaks off after it. */
    private void breakOff() {
        Reel current = reels.current();
        if (current != null && current.running()) {
            cut = open;
            current.setRunning(false);
        }
    }

    private void stopRunning() {
        Reel current = reels.current();
        if (current != null) {
            current.setRunning(false);
        }
    }
}
