package dev.muzon.voice.audio;

/** A stream that fades out while its successor fades in. Both together keep their power. */
final class CrossFade {
    private final Reel leaving;
    private final long length;
    private final float[] sound = new float[Pcm.FRAME_VALUES];
    private long done;

    /** @param length in samples */
    CrossFade(Reel leaving, long length) {
        this.leaving = leaving;
        this.length = length;
    }

    Reel leaving() {
        return leaving;
    }

    boolean over() {
        return done >= length || leaving.end() != null;
    }

    /** Mixes the leaving stream into as many samples of its successor. */
    void mix(float[] frame, int fromSample, int samples, boolean level) {
        int n = leaving.read(sound, 0, samples, level);
        double from = progress(done);
        double to = progress(done + samples);
        float in = (float) Math.sin(from);
        float inStep = (float) (Math.sin(to) - Math.sin(from)) / samples;
        float out = (float) Math.cos(from);
        float outStep = (float) (Math.cos(to) - Math.cos(from)) / samples;
        for (int i = 0; i < samples; i++) {
            int at = (fromSample + i) * Pcm.CHANNELS;
            int old = i * Pcm.CHANNELS;
            float leaves = i < n ? out : 0;
            frame[at] = frame[at] * in + sound[old] * leaves;
            frame[at + 1] = frame[at + 1] * in + sound[old + 1] * leaves;
            in += inStep;
            out += outStep;
        }
        done += samples;
    }

    private double progress(long samples) {
        return Math.min(1.0, (double) samples / length) * Math.PI / 2;
    }
}
