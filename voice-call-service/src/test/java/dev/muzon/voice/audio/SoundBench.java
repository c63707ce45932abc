package dev.muzon.voice.audio;

import dev.muzon.voice.player.StreamEnd;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of what the sound of one call costs: run {@link #main} with the options of the service. It prints CPU
 * time as a share of one core.
 */
final class SoundBench {
    static final int FRAMES = 100 * 60;
    static final int ROUNDS = 5;

    private SoundBench() {}

    public static void main(String[] args) {
        float[] noise = noise();
        for (int i = 0; i < ROUNDS; i++) {
            report("unchanged", play(noise, 1, false, 100));
            report("levelled", play(noise, 0.5f, true, 100));
            report("levelled with peaks limited", play(noise, 1.5f, true, 100));
            report("limited all the time", play(noise, 4, true, 200));
            report("measured", measured(noise));
        }
    }

    /** Makes a minute of noise at about −20 LUFS with a lot of peaks. */
    static float[] noise() {
        var random = new Random(1);
        float[] noise = new float[FRAMES * Pcm.FRAME_VALUES];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (random.nextGaussian() * 0.1);
        }
        return noise;
    }

    /** Plays the minute and returns the CPU time as percent of one core. */
    static double play(float[] sound, float factor, boolean level, int volume) {
        var nobody = new Deck.Listener() {
            @Override
            public void ranDry(long stream) {}

            @Override
            public void sounded(long stream) {}

            @Override
            public void ended(long stream, StreamEnd end) {}
        };
        Deck deck = new Deck(nobody, () -> {}, Runnable::run);
        deck.open(true);
        deck.level(level);
        deck.volume(volume);
        deck.load(1, new Memory(sound, factor), Duration.ZERO);
        byte[] frame = new byte[Pcm.FRAME_BYTES];
        long before = cpu();
        for (int i = 0; i < FRAMES; i++) {
            deck.next(frame);
        }
        return percent(cpu() - before);
    }

    private static double measured(float[] sound) {
        LoudnessMeter meter = LoudnessMeter.ofTrack();
        float[] chunk = new float[8192];
        long before = cpu();
        for (int at = 0; at + chunk.length <= sound.length; at += chunk.length) {
            System.arraycopy(sound, at, chunk, 0, chunk.length);
            meter.add(chunk, chunk.length);
        }
        return percent(cpu() - before);
    }

    private static double percent(long nanos) {
        return nanos / (FRAMES * 1e7) * 100;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void report(String what, double percent) {
        System.out.printf("%s: %.3f %% of a core%n", what, percent);
    }

    private static final class Memory implements PcmSource {
        private static final Loudness KNOWN = new Loudness(-20, 60);

        private final float[] sound;
        private final float factor;
        private int at;

        Memory(float[] sound, float factor) {
            this.sound = sound;
            this.factor = factor;
        }

        @Override
        public boolean primed() {
            return true;
        }

        @Override
        public int read(float[] into, int offset, int length) {
            int n = Math.min(length, sound.length - at);
            for (int i = 0; i < n; i++) {
                into[offset + i] = sound[at + i] * factor;
            }
            at += n;
            return n;
        }

        @Override
        public @Nullable StreamEnd end() {
            return at == sound.length ? StreamEnd.FINISHED : null;
        }

        @Override
        public @Nullable Loudness known() {
            return KNOWN;
        }

        @Override
        public @Nullable PcmSource seek(Duration from, SoundFilters filters, Listener listener) {
            return null;
        }

        @Override
        public void close() {}
    }
}
