package dev.muzon.voice.audio;

import dev.muzon.protocol.player.EndReason;
import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A source that holds exactly what a test put into it. */
final class ScriptedSource implements PcmSource {
    private float[] rest = new float[0];
    private boolean lengthKnown;
    private @Nullable StreamEnd end;
    private boolean live;
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

    /** @param value as 16 bits hold it */
    void add(int value, int samples) {
        float[] all = Arrays.copyOf(rest, rest.length + samples * Pcm.CHANNELS);
        Arrays.fill(all, rest.length, all.length, value / 32_768f);
        rest = all;
    }

    /** Adds sound of both channels. */
    void add(float[] sound) {
        float[] all = Arrays.copyOf(rest, rest.length + sound.length);
        System.arraycopy(sound, 0, all, rest.length, sound.length);
        rest = all;
    }

    static ScriptedSource of(float[] sound) {
        ScriptedSource source = new ScriptedSource();
        source.add(sound);
        source.end = StreamEnd.FINISHED;
        return source;
    }

    /** Lets the reader know how much is left, as for a track with a duration. */
    ScriptedSource withLength() {
        lengthKnown = true;
        return this;
    }

    /** Lets the reader know that it is a live stream. */
    ScriptedSource asLive() {
        live = true;
        return this;
    }

    void end(StreamEnd how) {
        end = how;
    }

    @Override
    public long left() {
        return lengthKnown ? rest.length / Pcm.CHANNELS : -1;
    }

    @Override
    public boolean live() {
        return live;
    }

    @Override
    public boolean broken() {
        return end != null && end.reason() != EndReason.FINISHED;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public boolean primed() {
        return end != null || rest.length >= Pcm.FRAME_VALUES;
    }

    @Override
    public int read(float[] into, int offset, int length) {
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
    public @Nullable PcmSource seek(Duration from, SoundFilters filters, Listener listener) {
        return null;
    }

    @Override
    public void close() {
        closed = true;
    }
}
