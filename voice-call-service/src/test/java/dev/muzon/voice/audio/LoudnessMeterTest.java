package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoudnessMeterTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final Pattern INTEGRATED = Pattern.compile("I: +(-?[0-9.]+) LUFS");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sine=frequency=997:duration=20,volume=0.5",
                "anoisesrc=color=pink:duration=20:seed=1:amplitude=0.3",
                "anoisesrc=color=brown:duration=20:seed=2:amplitude=0.7",
                "sine=frequency=60:duration=20",
                "sine=frequency=400:duration=30,volume='if(lt(t,15),0.5,0.02)':eval=frame",
                "sine=frequency=400:duration=30,volume='if(lt(t,15),0,0.3)':eval=frame"
            })
    void itMeasuresWhatFfmpegMeasures(String graph) throws Exception {
        LoudnessMeter meter = LoudnessMeter.ofTrack();
        float[] sound = sound(graph);

        meter.add(sound, sound.length);

        assertThat(meter.loudness().lufs()).isCloseTo(ebur128(graph), within(0.11));
    }

    @Test
    void silenceHasNoLoudness() {
        LoudnessMeter meter = LoudnessMeter.ofTrack();
        meter.add(new float[10 * Pcm.SAMPLE_RATE], 10 * Pcm.SAMPLE_RATE);

        assertThat(meter.loudness()).isNull();
    }

    @Test
    void ofALiveStreamOnlyTheLastHalfMinuteCounts() {
        LoudnessMeter meter = LoudnessMeter.ofLive();
        add(meter, 0.5, 60);
        double loud = meter.loudness().lufs();
        add(meter, 0.25, 31);

        assertThat(meter.loudness().lufs()).isCloseTo(loud - 6.02, within(0.05));
        assertThat(meter.loudness().seconds()).isCloseTo(30, within(0.2));
    }

    private static void add(LoudnessMeter meter, double amplitude, int seconds) {
        float[] sound = Sound.of(seconds * Pcm.SAMPLE_RATE, Sound.sine(amplitude, 997));
        meter.add(sound, sound.length);
    }

    private static float[] sound(String graph) throws IOException {
        try (FfmpegProcess process = FFMPEG.start(
                List.of("-f", "lavfi", "-i", graph, "-f", "f32le", "-ac", "2", "-ar", "48000", "pipe:1"))) {
            byte[] bytes = process.stdout().readAllBytes();
            float[] sound = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(sound);
            return sound;
        }
    }

    private static double ebur128(String graph) throws Exception {
        try (FfmpegProcess process = FFMPEG.start(List.of(
                "-loglevel",
                "info",
                "-f",
                "lavfi",
                "-i",
                graph + ",aformat=channel_layouts=stereo:sample_rates=48000:sample_fmts=flt,ebur128=framelog=quiet",
                "-f",
                "null",
                "-"))) {
            String said = process.awaitExit(Duration.ofMinutes(1)).stderr();
            Matcher matcher = INTEGRATED.matcher(said);
            double last = Double.NaN;
            while (matcher.find()) {
                last = Double.parseDouble(matcher.group(1));
            }
            return last;
        }
    }
}
