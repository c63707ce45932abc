package dev.muzon.voice.audio;

/** A gain that moves to its target in a straight line, so that a change makes no click. */
final class Ramp {
    private float value;
    private float target;
    private float step;

    Ramp(float value) {
        this.value = value;
        this.target = value;
    }

    /** Sets the gain at once. */
    void jumpTo(float gain) {
        value = gain;
        target = gain;
    }

    /**
     * Moves to a gain. Does nothing when it is on its way there.
     *
     * @param samples how long the way takes
     */
    void moveTo(float gain, int samples) {
        if (gain != target) {
            target = gain;
            step = (gain - value) / samples;
        }
    }

    boolean moving() {
        return value != target;
    }

    float value() {
        return value;
    }

    /** Multiplies sound with the gain, which moves on. */
    void apply(float[] sound, int fromSample, int samples) {
        int from = fromSample * Pcm.CHANNELS;
        int end = from + samples * Pcm.CHANNELS;
        if (moving()) {
            move(sound, from, end);
        } else if (value != 1) {
            float gain = value;
            for (int i = from; i < end; i++) {
                sound[i] *= gain;
            }
        }
    }

    private void move(float[] sound, int from, int end) {
        for (int i = from; i < end; i += Pcm.CHANNELS) {
            float gain = next();
            sound[i] *= gain;
            sound[i + 1] *= gain;
        }
    }

    private float next() {
        if (value != target) {
            value += step;
            if (step > 0 ? value > target : value < target) {
                value = target;
            }
        }
        return value;
    }
}
