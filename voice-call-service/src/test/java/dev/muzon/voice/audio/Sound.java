package dev.muzon.voice.audio;

import dev.muzon.testkit.audio.ToneMeter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntToDoubleFunction;

/** Sound for tests. */
final class Sound {
    private Sound() {}

    /** Makes sound of both channels from a wave. */
    static float[] of(int samples, IntToDoubleFunction wave) {
        float[] sound = new float[samples * Pcm.CHANNELS];
        for (int i = 0; i < samples; i++) {
            sound[2 * i] = (float) wave.applyAsDouble(i);
            sound[2 * i + 1] = sound[2 * i];
        }
        return sound;
    }

    static IntToDoubleFunction sine(double amplitude, double hertz) {
        return i -> amplitude * Math.sin(2 * Math.PI * hertz * i / Pcm.SAMPLE_RATE);
    }

    /** Reads the left channel of signed 16-bit sound. */
    static float[] left(byte[] pcm) {
        ByteBuffer bytes = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        float[] left = new float[pcm.length / 4];
        for (int i = 0; i < left.length; i++) {
            left[i] = bytes.getShort(4 * i) / 32_768f;
        }
        return left;
    }

    static ToneMeter meter(float[] sound) {
        ByteBuffer bytes = ByteBuffer.allocate(sound.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : sound) {
            bytes.putShort((short) Math.clamp(Math.round(value * 32_767), Short.MIN_VALUE, Short.MAX_VALUE));
        }
        return ToneMeter.ofStereo(bytes.array());
    }
}
