package dev.muzon.voice.audio;

/**
 * The last part of a call's way of sound: volume, limiter, 16 bits. It gives out each frame one frame late, see {@link
 * Limiter}.
 */
final class Master {
    /** Leaves room for what encoders add to peaks. */
    private static final float LEVELLED_CEILING = Pcm.factor(-2);

    /** Lets tracks through as they are. */
    private static final float FULL_SCALE = 1;

    /** Volume and mute move over 50 ms. */
    private static final int MOVE_SAMPLES = 5 * Pcm.FRAME_SAMPLES;

    private final Ramp gain = new Ramp(1);
    private final Limiter limiter = new Limiter(FULL_SCALE);
    private final Dither dither = new Dither();
    private float volume = 1;
    private boolean muted;

    void setVolume(float volume) {
        this.volume = volume;
        move();
    }

    void setMuted(boolean muted) {
        this.muted = muted;
        move();
    }

    void setLevelled(boolean levelled) {
        limiter.setCeiling(levelled ? LEVELLED_CEILING : FULL_SCALE);
    }

    /** Takes the next frame and writes the one before it. */
    void process(float[] mix, byte[] out) {
        gain.apply(mix, 0, Pcm.FRAME_SAMPLES);
        limiter.process(mix);
        dither.write(mix, out);
    }

    /**
     * Fades out what is in hand, because the sound breaks off.
     *
     * @param samples of the next frame before the break
     */
    void fadeOut(float[] next, int samples) {
        limiter.fadeOut(next, samples);
    }

    /** Forgets what is in hand. */
    void reset() {
        limiter.reset();
        settle();
    }

    /** Ends changes of volume while nothing sounds, so that no beginning is faded. */
    void settle() {
        gain.jumpTo(muted ? 0 : volume);
    }

    private void move() {
        gain.moveTo(muted ? 0 : volume, MOVE_SAMPLES);
    }
}
