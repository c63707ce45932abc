package dev.muzon.extractor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.source.FileInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of unusual files, by the sound that comes out at the player. */
class FormatsTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final int RATE = 48_000;

    /** Tones of ffmpeg's {@code sine} have an eighth of full scale. */
    private static final double PEAK = 4096;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"mka, flac", "m4a, aac", "mka, libmp3lame"})
    void theDefaultOfTwoSoundTracksIsPlayed(String ending, String codec) throws Exception {
        Path file = folder.resolve("two." + ending);
        run("-f lavfi -i sine=300:d=3 -f lavfi -i sine=600:d=3 -map 0 -map 1 -c:a " + codec
                + " -disposition:a:0 0 -disposition:a:1 default " + file);

        assertThat(frequency(decoded(file), 1)).isEqualTo(600, within(5.0));
    }

    @Test
    void theFirstOfTwoEqualSoundTracksIsPlayed() throws Exception {
        Path file = folder.resolve("two.mka");
        run("-f lavfi -i sine=300:d=3 -f lavfi -i sine=600:d=3 -map 0 -map 1 -c:a flac"
                + " -disposition:a:0 default -disposition:a:1 default " + file);

        assertThat(frequency(decoded(file), 1)).isEqualTo(300, within(5.0));
    }

    @Test
    void theSilenceThatItunesAddedIsCutOffAtBothEnds() throws Exception {
        Path file = folder.resolve("itunes.m4a");
        run("-f lavfi -i sine=440:d=2.56:sample_rate=44100 -c:a aac -b:a 192k -use_editlist 0 " + file);
        int samples = 112_896;
        addItunesTag(file, " 00000000 %08X %08X %016X 00000000".formatted(1024, 768, samples));

        short[] sound = decoded(file);

        assertThat(sound).hasSize((int) (2.56 * RATE));
        assertThat(peak(sound, 480, 960)).isGreaterThan(PEAK / 2);
        assertThat(peak(sound, sound.length - 960, sound.length - 480)).isGreaterThan(PEAK / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vorbis -strict -2", "libopus", "flac"})
    void oggStreamsThatFollowOneAnotherArePlayedToTheEnd(String codec) throws Exception {
        Path one = folder.resolve("one.ogg");
        Path two = folder.resolve("two.ogg");
        run("-f lavfi -i sine=440:d=3:sample_rate=44100 -ac 2 -c:a " + codec + " -metadata title=One " + one);
        run("-f lavfi -i sine=880:d=4:sample_rate=48000 -ac 2 -c:a " + codec + " -metadata title=Two " + two);
        Path chain = folder.resolve("chain.ogg");
        Files.write(chain, Files.readAllBytes(one));
        Files.write(chain, Files.readAllBytes(two), StandardOpenOption.APPEND);

        short[] sound = decoded(chain);

        assertThat(sound.length / (double) RATE).isEqualTo(7, within(0.05));
        assertThat(frequency(sound, 1)).isEqualTo(440, within(5.0));
        assertThat(frequency(sound, 5)).isEqualTo(880, within(5.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le"})
    void wavsOfAnySampleFormatSoundTheSame(String codec) throws Exception {
        Path file = folder.resolve("odd.wav");
        run("-f lavfi -i sine=440:d=2:sample_rate=44100 -c:a " + codec + " " + file);

        short[] sound = decoded(file);

        assertThat(sound).hasSize(2 * RATE);
        assertThat(frequency(sound, 1)).isEqualTo(440, within(5.0));
        assertThat(peak(sound, 0, sound.length)).isEqualTo(PEAK, within(PEAK / 10));
    }

    @Test
    void oggStreamsOfOtherChannelsThanTheFirstArePlayedToTheEnd() throws Exception {
        Path chain = folder.resolve("chain.ogg");
        for (String song : List.of("440:d=3 -ac 1", "880:d=4 -ac 2", "660:d=3 -ac 1")) {
            Path file = folder.resolve("song.ogg");
            run("-f lavfi -i sine=sample_rate=48000:frequency=" + song + " -c:a flac " + file);
            Files.write(chain, Files.readAllBytes(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        short[] sound = decoded(chain);

        assertThat(sound.length / (double) RATE).isEqualTo(10, within(0.1));
        assertThat(frequency(sound, 1)).isEqualTo(440, within(5.0));
        assertThat(frequency(sound, 5)).isEqualTo(880, within(5.0));
        assertThat(frequency(sound, 8)).isEqualTo(660, within(5.0));
        assertThat(steepest(sound)).as("largest step, which a click exceeds").isLessThan((int) PEAK / 4);
    }

    @Test
    void theEmptyBeginningOfAnEditListIsSilence() throws Exception {
        Path file = folder.resolve("late.mp4");
        run("-f lavfi -i color=s=16x16:d=4 -itsoffset 1 -f lavfi -i sine=440:d=3:sample_rate=48000 -map 0 -map 1"
                + " -c:v mpeg4 -c:a aac -b:a 128k " + file);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains("elst");

        short[] sound = decoded(file);

        assertThat(sound.length / (double) RATE).isBetween(2.95, 4.05);
        assertThat(frequency(sound, 1)).isEqualTo(440, within(5.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mono", "stereo"})
    void anExtensibleWavOf24BitsSoundsTheSame(String layout) throws Exception {
        Path file = folder.resolve("extensible.wav");
        run("-f lavfi -i sine=440:d=2:sample_rate=96000 -af aformat=channel_layouts=" + layout + ",volume=1"
                + " -c:a pcm_s24le " + file);
        assertThat(Files.readAllBytes(file)[20]).as("WAVE_FORMAT_EXTENSIBLE").isEqualTo((byte) 0xfe);

        short[] sound = decoded(file);

        assertThat(sound).hasSize(2 * RATE);
        assertThat(frequency(sound, 1)).isEqualTo(440, within(5.0));
    }

    @Test
    void anRf64WavIsPlayedToItsEnd() throws Exception {
        Path file = folder.resolve("large.wav");
        run("-f lavfi -i sine=440:d=2 -c:a pcm_s16le -rf64 always " + file);
        assertThat(new String(Files.readAllBytes(file), 0, 4, StandardCharsets.ISO_8859_1))
                .isEqualTo("RF64");

        short[] sound = decoded(file);

        assertThat(sound).hasSize(2 * RATE);
        assertThat(peak(sound, 0, sound.length)).isEqualTo(PEAK, within(PEAK / 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcm_u8", "pcm_alaw", "pcm_mulaw", "adpcm_ima_wav"})
    void aWavFromATelephoneIsPlayed(String codec) throws Exception {
        Path file = folder.resolve("telephone.wav");
        run("-f lavfi -i sine=440:d=2:sample_rate=8000 -c:a " + codec + " " + file);

        short[] sound = decoded(file);

        assertThat(sound.length / (double) RATE).isEqualTo(2, within(0.1));
        assertThat(frequency(sound, 1)).isEqualTo(440, within(5.0));
    }

    @Test
    void anExtensibleWavWithSixChannelsIsPlayed() throws Exception {
        Path file = folder.resolve("six.wav");
        run("-f lavfi -i sine=440:d=2 -af pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0 -c:a pcm_s24le " + file);

        short[] sound = decoded(file);

        assertThat(sound).hasSize(2 * RATE);
        assertThat(frequency(sound, 1)).isEqualTo(440, within(5.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 0x7fff_fff0})
    void aWavWhoseLengthWasNeverFilledInIsPlayedToItsEnd(int length) throws Exception {
        Path file = folder.resolve("pipe.wav");
        run("-f lavfi -i sine=440:d=2 -c:a pcm_s16le " + file);
        byte[] bytes = Files.readAllBytes(file);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("data");
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(4, length);
        header.putInt(data + 4, length);
        Files.write(file, bytes);

        assertThat(decoded(file)).hasSize(2 * RATE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aSeekInVariableRateMp3LandsWhereItShould(int index) throws Exception {
        Path file = folder.resolve("variable.mp3");
        run("-f lavfi -i aevalsrc=if(lt(t\\,50)\\,0.001\\,0.5)*sin(2*PI*(200+5*t)*t):d=100:s=44100"
                + " -c:a libmp3lame -q:a 2 -id3v2_version 0 -write_xing " + index + " " + file);

        short[] rest = decoded(file, Duration.ofSeconds(75));

        // The tone rises by 10 Hz a second.
        assertThat(rest.length / (double) RATE).isEqualTo(25, within(0.1));
        assertThat(frequency(rest, 1)).isEqualTo(200 + 10 * 76.5, within(3.0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cut.ogg | libopus | -ss 10 -i whole.ogg -c copy -copyts | 10
            cut.m4a | aac     | -ss 10 -i whole.m4a -c copy         | 10
            ten.ts  | aac     | -i whole.ts -c copy -output_ts_offset 36000 | 0
            """)
    void aSeekInSoundWhoseTimesDoNotBeginAtZeroLandsWhereItShould(String name, String codec, String made, int cut)
            throws Exception {
        Path whole = folder.resolve("whole" + name.substring(name.indexOf('.')));
        run("-f lavfi -i aevalsrc=0.5*sin(2*PI*(200+5*t)*t):d=60:s=48000 -c:a " + codec + " " + whole);
        Path file = folder.resolve(name);
        run(made.replace(whole.getFileName().toString(), whole.toString()) + " " + file);

        short[] rest = decoded(file, Duration.ofSeconds(30));

        // The tone rises by 10 Hz a second.
        assertThat(rest.length / (double) RATE).isEqualTo(30 - cut, within(0.2));
        assertThat(frequency(rest, 1)).isEqualTo(200 + 10 * (cut + 31.5), within(3.0));
    }

    @ParameterizedTest
    @CsvSource({"webm, libopus", "flac, flac", "matroska, aac"})
    void aFileWithoutALengthIsMeasuredSoThatItIsNoLiveStream(String format, String codec) throws Exception {
        Path file = folder.resolve("streamed");
        Files.write(file, run("-f lavfi -i sine=440:d=5 -c:a " + codec + " -f " + format + " pipe:1"));

        assertThat(probed(file).duration()).isBetween(Duration.ofMillis(4900), Duration.ofMillis(5100));
        assertThat(decoded(file).length / (double) RATE).isEqualTo(5, within(0.1));
    }

    private static MediaInfo probed(Path file) throws InterruptedException {
        FileInput input = new FileInput(file);
        return new Ffprobe(FFMPEG).probe(input.options(), input.location(), Duration.ofSeconds(60));
    }

    private static short[] decoded(Path file) throws Exception {
        return decoded(file, Duration.ZERO);
    }

    private static short[] decoded(Path file, Duration from) throws Exception {
        CatalogEntry entry =
                CatalogEntry.of("library", new FoundTrack("k", "r", "Odd", null, null, probed(file)), Instant.EPOCH);
        byte[] matroska = read(FFMPEG.start(Remux.arguments(entry, new FileInput(file), from)));
        List<String> decoder =
                List.of("-f", "matroska", "-i", "pipe:0", "-ac", "1", "-ar", "48000", "-f", "s16le", "pipe:1");
        FfmpegProcess process = FFMPEG.startFed(decoder);
        Thread.ofVirtual().start(() -> {
            try (OutputStream in = process.stdin()) {
                in.write(matroska);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        byte[] pcm = read(process);
        short[] samples = new short[pcm.length / 2];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    /** Returns the frequency of a second of sound by its changes of sign. */
    private static double frequency(short[] sound, int second) {
        assertThat(sound.length).isGreaterThanOrEqualTo((second + 1) * RATE);
        int changes = 0;
        for (int i = second * RATE + 1; i < (second + 1) * RATE; i++) {
            if ((sound[i - 1] < 0) != (sound[i] < 0)) {
                changes++;
            }
        }
        return changes / 2.0;
    }

    /** Returns the largest step from one sample to the next. A tone's steps are small, and a click's is not. */
    private static int steepest(short[] sound) {
        int steepest = 0;
        for (int i = 1; i < sound.length; i++) {
            steepest = Math.max(steepest, Math.abs(sound[i] - sound[i - 1]));
        }
        return steepest;
    }

    private static double peak(short[] sound, int from, int to) {
        int peak = 0;
        for (short sample : Arrays.copyOfRange(sound, from, to)) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    /** Adds the tag of iTunes to a file that ends with its {@code moov}. */
    private static void addItunesTag(Path file, String value) throws IOException {
        byte[] tag = box(
                "----",
                box("mean", text("\0\0\0\0com.apple.iTunes")),
                box("name", text("\0\0\0\0iTunSMPB")),
                box("data", text("\0\0\0\1\0\0\0\0" + value)));
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer boxes = ByteBuffer.wrap(bytes);
        int at = 0;
        int end = bytes.length;
        for (String name : List.of("moov", "udta", "meta", "ilst")) {
            while (!new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1).equals(name)) {
                at += boxes.getInt(at);
            }
            end = at + boxes.getInt(at);
            boxes.putInt(at, boxes.getInt(at) + tag.length);
            at += name.equals("meta") ? 12 : 8;
        }
        ByteArrayOutputStream tagged = new ByteArrayOutputStream();
        tagged.write(bytes, 0, end);
        tagged.writeBytes(tag);
        tagged.write(bytes, end, bytes.length - end);
        Files.write(file, tagged.toByteArray());
    }

    private static byte[] box(String name, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        ByteBuffer box = ByteBuffer.allocate(8 + body.size());
        return box.putInt(8 + body.size())
                .put(text(name))
                .put(body.toByteArray())
                .array();
    }

    private static byte[] text(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] run(String args) throws IOException {
        return read(FFMPEG.start(new ArrayList<>(List.of(("-y " + args).split(" ", -1)))));
    }

    private static byte[] read(FfmpegProcess running) throws IOException {
        try (FfmpegProcess process = running) {
            return process.stdout().readAllBytes();
        }
    }
}
