package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EqualLoudnessTest {
    private static final int SECONDS = 12;
    private static final Pattern INTEGRATED = Pattern.compile("I: +(-?[0-9.]+) LUFS");
    private static final Pattern TRUE_PEAK = Pattern.compile("Peak: +(-?[0-9.]+) dBFS");

    @TempDir
    Path folder;

    @Test
    void tenTracksAreEquallyLoudWhenTheyPlayAgain() throws Exception {
        PlayedSound sound = new PlayedSound(folder);
        float[] noise = noise();
        double loudness = lufs(noise);
        for (int i = 0; i < 10; i++) {
            String id = "track" + i;
            double wanted = -30 + i * 24 / 9.0;
            sound.add(id, scaled(noise, Pcm.factor(wanted - loudness)));
            sound.decode(id, SoundFilters.NONE);
            await().atMost(Duration.ofMinutes(1)).until(() -> sound.loudness.find(id) != null);

            String measured = ebur128(sound.play(true, id));

            assertThat(last(INTEGRATED, measured))
                    .as("made at %.1f LUFS", wanted)
                    .isCloseTo(-14, within(1.0));
            assertThat(last(TRUE_PEAK, measured))
                    .as("made at %.1f LUFS", wanted)
                    .isLessThanOrEqualTo(-1.0);
        }
    }

    @Test
    void atItsFirstPlayATrackIsNotFarFromTheOthers() throws Exception {
        PlayedSound sound = new PlayedSound(folder);
        float[] noise = noise();
        sound.add("loud", scaled(noise, Pcm.factor(-8 - lufs(noise))));

        assertThat(last(INTEGRATED, ebur128(sound.play(true, "loud")))).isCloseTo(-14, within(3.0));
    }

    @Test
    void whatATagSaysCountsFromTheFirstSecond() throws Exception {
        PlayedSound sound = new PlayedSound(folder);
        float[] noise = noise();
        sound.add("tagged", scaled(noise, Pcm.factor(-24 - lufs(noise))));
        sound.tag("tagged", -24);

        assertThat(last(INTEGRATED, ebur128(sound.play(true, "tagged")))).isCloseTo(-14, within(1.0));
    }

    @Test
    void aSoundThatIsNotLevelledStaysAsItIs() {
        PlayedSound sound = new PlayedSound(folder);
        float[] tone = Sound.of(2 * Pcm.SAMPLE_RATE, Sound.sine(0.4, 440));
        sound.add("tone", tone);

        float[] played = Sound.left(sound.play(false, "tone"));

        for (int i = 0; i < 2 * Pcm.SAMPLE_RATE; i++) {
            assertThat(played[i]).isCloseTo(tone[2 * i], within(1f / 32_768));
        }
    }

    @Test
    void monoAndSurroundAreAsLoudAsStereo() {
        PlayedSound sound = new PlayedSound(folder);
        float[] tone = Sound.of(2 * Pcm.SAMPLE_RATE, Sound.sine(0.4, 440));
        sound.add("mono", tone, "-af", "pan=mono|c0=c0");
        sound.add("front", tone, "-af", "pan=5.1|FL=c0|FR=c1");
        sound.add("centre", tone, "-af", "pan=5.1|FC=c0");

        for (String id : List.of("mono", "front", "centre")) {
            float[] played = sound.decode(id, SoundFilters.NONE);
            float highest = 0;
            for (float value : played) {
                highest = Math.max(highest, value);
            }
            assertThat(highest).as(id).isCloseTo(0.4f, within(0.001f));
        }
    }

    private static float[] noise() {
        return floats(PlayedSound.run(
                List.of(
                        "-f",
                        "lavfi",
                        "-i",
                        "anoisesrc=color=pink:seed=3:sample_rate=48000:duration=" + SECONDS,
                        "-f",
                        "f32le",
                        "-ac",
                        "2",
                        "pipe:1"),
                new byte[0]));
    }

    private static float[] scaled(float[] sound, float factor) {
        float[] scaled = new float[sound.length];
        for (int i = 0; i < sound.length; i++) {
            scaled[i] = Math.clamp(sound[i] * factor, -1f, 1f);
        }
        return scaled;
    }

    private static double lufs(float[] sound) {
        LoudnessMeter meter = LoudnessMeter.ofTrack();
        meter.add(sound, sound.length);
        return meter.loudness().lufs();
    }

    private String ebur128(byte[] pcm) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("sent.raw"), pcm);
        try (var process = PlayedSound.FFMPEG.start(List.of(
                "-loglevel",
                "info",
                "-f",
                "s16le",
                "-ar",
                "48000",
                "-ac",
                "2",
                "-i",
                file.toString(),
                "-af",
                "ebur128=framelog=quiet:peak=true",
                "-f",
                "null",
                "-"))) {
            return process.awaitExit(Duration.ofMinutes(1)).stderr();
        }
    }

    private static double last(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        double last = Double.NaN;
        while (matcher.find()) {
            last = Double.parseDouble(matcher.group(1));
        }
        return last;
    }

    private static float[] floats(byte[] bytes) {
        float[] sound = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(sound);
        return sound;
    }
}
