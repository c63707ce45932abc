package dev.muzon.voice.audio;

import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A source that holds exactly what a test put into it. */
final class ScriptedSource implements PcmSource {
    private byte[] rest = new byte[0];
    private @Nullable StreamEnd end;
    private boolean closed;

    static ScriptedSource constant(int value, int samples) {
        ScriptedSource source = new ScriptedSource();
        source.add(value, samples);
        source.end = StreamEnd.FINISHED;
        return source;
    }

    static ScriptedSource open() {
        return new ScriptedSource();
    }

    void add(int value, int samples) {
        byte[] more = new byte[samples * Pcm.SAMPLE_BYTES];
        for (int i = 0; i < more.length; i += 2) {
            more[i] = (byte) value;
            more[i + 1] = (byte) (value >> 8);
        }
        byte[] all = Arrays.copyOf(rest, rest.length + more.length);
        System.arraycopy(more, 0, all, rest.length, more.length);
        rest = all;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public boolean primed() {
        return end != null || rest.length >= Pcm.FRAME_BYTES;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        int n = Math.min(length, rest.length);
        System.arraycopy(rest, 0, into, offset, n);
        rest = Arrays.copyOfRange(rest, n, rest.length);
        return n;
    }

    @Override
    public @Nullable StreamEnd end() {
        return rest.length == 0 ? end : null;
    }

    @Override
    public @Nullable PcmSource seek(Duration from, Listener listener) {
        return null;
    }

    @Override
    public void close() {
        closed = true;
    }
}
