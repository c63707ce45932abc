package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.Backoff;
import dev.muzon.voice.player.StreamEnd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.util.unit.DataSize;

/** Tracks in memory that real sources decode, and a deck that plays them as fast as it can. */
final class PlayedSound {
    static final Ffmpeg FFMPEG = Ffmpeg.locate();

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Deck.Listener NOBODY = new Deck.Listener() {
        @Override
        public void ranDry(long stream) {}

        @Override
        public void sounded(long stream) {}

        @Override
        public void ended(long stream, StreamEnd end) {}
    };
    static final PcmSource.Listener NO_LISTENER = new PcmSource.Listener() {
        @Override
        public void primed() {}

        @Override
        public void ending() {}
    };

    final Loudnesses loudness = new Loudnesses();
    private final Map<String, byte[]> media = new ConcurrentHashMap<>();
    private final Map<String, Track> tracks = new ConcurrentHashMap<>();
    private final PcmSources sources;

    /** Returns a budget that no test spends. */
    static RecordingBudget room() {
        return new RecordingBudget(
                DataSize.ofGigabytes(1), DataSize.ofMegabytes(4), DataSize.ofBytes(0), () -> Long.MAX_VALUE);
    }

    PlayedSound(Path folder) {
        RecordingRules recordings =
                new RecordingRules(folder, DataSize.ofMegabytes(100), room(), Duration.ofSeconds(10));
        sources = new FfmpegPcmSources(
                (track, _) -> new ByteArrayInputStream(media.get(track.id())),
                FFMPEG,
                recordings,
                loudness,
                Duration.ofSeconds(3),
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), 0));
    }

    /** Adds a track in Matroska, as FLAC unless the options name another encoder. */
    void add(String id, float[] sound, String... options) {
        ByteBuffer bytes = ByteBuffer.allocate(sound.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(sound);
        List<String> args = new ArrayList<>(List.of("-f", "f32le", "-ar", "48000", "-ac", "2", "-i", "pipe:0"));
        args.addAll(List.of("-c:a", "flac", "-sample_fmt", "s16"));
        args.addAll(List.of(options));
        args.addAll(List.of("-f", "matroska", "pipe:1"));
        media.put(id, run(args, bytes.array()));
        Duration length = Pcm.duration(sound.length / Pcm.CHANNELS);
        tracks.put(id, new Track(id, "library", id, null, length, null));
    }

    /** Returns sound in Matroska. */
    byte[] media(float[] sound) {
        add("media", sound);
        return media.get("media");
    }

    /** Gives a track a tag of its loudness. */
    void tag(String id, double lufs) {
        Track track = tracks.get(id);
        tracks.put(id, new Track(id, "library", id, null, track.duration(), null, null, lufs, null));
    }

    PcmSource open(String id, Duration from, SoundFilters filters) {
        return sources.open(tracks.get(id), from, filters, NO_LISTENER);
    }

    /** Decodes a whole track without a deck. */
    float[] decode(String id, SoundFilters filters) {
        return decode(open(id, Duration.ZERO, filters));
    }

    /** Reads a source to its end and closes it. */
    float[] decode(PcmSource opened) {
        List<float[]> parts = new ArrayList<>();
        try (PcmSource source = opened) {
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> {
                float[] part = new float[4 * Pcm.SAMPLE_RATE];
                int n = source.read(part, 0, part.length);
                parts.add(Arrays.copyOf(part, n));
                return source.end() != null;
            });
            assertThat(source.end()).isEqualTo(StreamEnd.FINISHED);
        }
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** Plays tracks one after the other and returns what was sent, signed 16-bit. */
    byte[] play(boolean level, String... ids) {
        Deck deck = new Deck(NOBODY, () -> {}, Runnable::run);
        deck.open(true);
        deck.level(level);
        List<PcmSource> opened = new ArrayList<>();
        for (String id : ids) {
            opened.add(open(id, Duration.ZERO, SoundFilters.NONE));
        }
        for (int i = 0; i < ids.length; i++) {
            PcmSource source = opened.get(i);
            boolean stored = loudness.find(ids[i]) != null || tracks.get(ids[i]).loudness() != null;
            await().atMost(LIMIT).until(() -> source.primed() && stored == (source.known() != null));
        }
        deck.load(1, opened.getFirst(), Duration.ZERO);
        var sent = new ByteArrayOutputStream();
        byte[] frame = new byte[Pcm.FRAME_BYTES];
        int cued = 1;
        while (true) {
            int playing = Math.toIntExact(deck.position().stream());
            if (playing == cued && cued < opened.size()) {
                cued++;
                deck.cue(cued, opened.get(cued - 1));
            }
            if (playing > 0) {
                await().atMost(LIMIT).pollInterval(Duration.ofMillis(1)).until(opened.get(playing - 1)::primed);
            }
            if (!deck.next(frame)) {
                return sent.toByteArray();
            }
            sent.writeBytes(frame);
        }
    }

    static byte[] run(List<String> args, byte[] input) {
        try (FfmpegProcess process = FFMPEG.startFed(args)) {
            Thread.ofVirtual().start(() -> {
                try (OutputStream in = process.stdin()) {
                    in.write(input);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return process.stdout().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
