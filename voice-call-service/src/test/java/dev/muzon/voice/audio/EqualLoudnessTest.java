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
import java.util.ArrayList;
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

            assertIsLevelled("sent, made at %.1f LUFS".formatted(wanted), sound.play(true, id));
        }
    }

    /** Opus of so few bits takes 2 LU off noise, however loud, but nothing off tones. */
    @Test
    void tenTracksAreEquallyLoudAtTheirListeners() throws Exception {
        PlayedSound sound = new PlayedSound(folder);
        float[] chord = made("aevalsrc=0.1*(sin(2*PI*220*t)+sin(2*PI*277*t)+sin(2*PI*330*t)+sin(2*PI*1760*t)):s=48000");
        double loudness = lufs(chord);
        for (int i = 0; i < 10; i++) {
            String id = "chord" + i;
            double wanted = -30 + i * 24 / 9.0;
            sound.add(id, scaled(chord, Pcm.factor(wanted - loudness)));
            sound.decode(id, SoundFilters.NONE);
            await().atMost(Duration.ofMinutes(1)).until(() -> sound.loudness.find(id) != null);

            assertIsLevelled("heard, made at %.1f LUFS".formatted(wanted), heard(sound.play(true, id)));
        }
    }

    private void assertIsLevelled(String what, byte[] pcm) throws IOException, InterruptedException {
        String measured = ebur128(pcm);
        assertThat(last(INTEGRATED, measured)).as(what).isCloseTo(-14, within(1.0));
        assertThat(last(TRUE_PEAK, measured)).as(what).isLessThanOrEqualTo(-1.0);
    }

    /** Returns what is heard of sent sound: the engine makes it mono, and packs it into Opus of 32 kbit/s. */
    private static byte[] heard(byte[] sent) {
        List<String> pcm = List.of("-f", "s16le", "-ar", "48000", "-ac", "2");
        List<String> encode = new ArrayList<>(pcm);
        encode.addAll(List.of("-i", "pipe:0", "-af", "pan=mono|c0=0.5*c0+0.5*c1", "-c:a", "libopus", "-b:a", "32k"));
        encode.addAll(List.of("-application", "voip", "-frame_duration", "60", "-f", "ogg", "pipe:1"));
        List<String> decode =
                new ArrayList<>(List.of("-c:a", "libopus", "-i", "pipe:0", "-af", "pan=stereo|c0=c0|c1=c0"));
        decode.addAll(pcm);
        decode.add("pipe:1");
        return PlayedSound.run(decode, PlayedSound.run(encode, sent));
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
        return made("anoisesrc=color=pink:seed=3:sample_rate=48000");
    }

    private static float[] made(String source) {
        List<String> args = List.of("-f", "lavfi", "-i", source, "-t", Integer.toString(SECONDS), "-f", "f32le");
        List<String> all = new ArrayList<>(args);
        all.addAll(List.of("-ac", "2", "pipe:1"));
        return floats(PlayedSound.run(all, new byte[0]));
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
