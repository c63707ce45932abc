package dev.muzon.extractor.source.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests with manifests that ffmpeg wrote: six seconds of 440 Hz, then six of 880 Hz. */
@Timeout(120)
class DashTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final int RATE = 48_000;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private TestWeb web;
    private TestWeb inside;
    private Door door;

    @BeforeEach
    void open() throws Exception {
        web = TestWeb.on("127.0.0.1").folder("/files/", folder);
        inside = TestWeb.on("127.0.0.2").folder("/files/", folder);
        var guard = new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), InetAddress::getAllByName);
        door = new Door(guard, SSLContext.getDefault(), new DoorLimits(8 << 20, LIMIT, LIMIT));
    }

    @AfterEach
    void close() {
        door.close();
        web.close();
        inside.close();
    }

    private static byte[] run(List<String> args) throws IOException {
        try (FfmpegProcess process = FFMPEG.start(args)) {
            return process.stdout().readAllBytes();
        }
    }

    private void makeManifest(String options) throws IOException {
        run(List.of(("-y -f lavfi -i sine=440:d=6 -f lavfi -i sine=880:d=6 -filter_complex [0][1]concat=n=2:v=0:a=1 "
                        + options + " -f dash -seg_duration 2 " + folder.resolve("song.mpd"))
                .split(" ", -1)));
        assertThat(folder.resolve("song.mpd")).exists();
    }

    private short[] decoded(HttpLink link, int from) throws Exception {
        try (DoorInput input = DoorInput.open(door, link, LIMIT)) {
            List<String> args = new ArrayList<>(List.of("-ss", Integer.toString(from)));
            args.addAll(input.options());
            args.addAll(List.of("-i", input.location(), "-ac", "1", "-ar", "48000", "-f", "s16le", "pipe:1"));
            byte[] pcm = run(args);
            short[] samples = new short[pcm.length / 2];
            ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
            return samples;
        }
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

    private HttpLink link() {
        return HttpLink.parse(web.url("/files/song.mpd"));
    }

    @ParameterizedTest
    @CsvSource({
        "-c:a aac -use_template 1 -use_timeline 1",
        "-c:a aac -use_template 1 -use_timeline 0",
        "-c:a aac -use_template 0 -use_timeline 0",
        "-c:a aac -use_template 0 -use_timeline 0 -single_file 1",
        "-c:a libopus -dash_segment_type webm",
    })
    void aManifestPlaysAsLongAsItIsAndFromAnywhere(String options) throws Exception {
        makeManifest(options);

        MediaInfo media = DoorInput.probe(door, link(), new Ffprobe(FFMPEG), LIMIT);
        assertThat(media.duration()).isNotNull().isBetween(Duration.ofMillis(11_900), Duration.ofMillis(12_300));
        short[] whole = decoded(link(), 0);
        assertThat(whole.length / (double) RATE).isEqualTo(12, within(0.15));
        assertThat(frequency(whole, 4)).isEqualTo(440, within(5.0));
        assertThat(frequency(whole, 8)).isEqualTo(880, within(5.0));
        assertThat(frequency(decoded(link(), 7), 1)).isEqualTo(880, within(5.0));
    }

    @Test
    void aManifestThatOnlyNamesAFilePlaysThatFile() throws Exception {
        run(List.of(("-y -f lavfi -i sine=440:d=12 -c:a aac -movflags +frag_keyframe+empty_moov "
                        + folder.resolve("all.mp4"))
                .split(" ", -1)));
        Files.writeString(folder.resolve("song.mpd"), manifest("audio/mp4", "<BaseURL>all.mp4</BaseURL>", ""));

        short[] whole = decoded(link(), 0);
        assertThat(whole.length / (double) RATE).isEqualTo(12, within(0.15));
        assertThat(frequency(whole, 4)).isEqualTo(440, within(5.0));
        try (DoorInput input = DoorInput.open(door, link(), LIMIT)) {
            assertThat(input.bytes()).isNotNull();
        }
    }

    private static String manifest(String type, String representation, String set) {
        return """
            <?xml version="1.0"?><!-- by hand -->
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="P0Y0M0DT0H0M12S">
              <Period><AdaptationSet mimeType="%s">%s
                <Representation id="1" bandwidth="128000">%s</Representation>
              </AdaptationSet></Period>
            </MPD>\
            """.formatted(type, set, representation);
    }

    private FailureCode refusal(String manifest) throws Exception {
        Files.writeString(folder.resolve("song.mpd"), manifest);
        FailureException refused = catchThrowableOfType(
                FailureException.class, () -> DoorInput.probe(door, link(), new Ffprobe(FFMPEG), LIMIT));
        assertThat(refused).as(manifest).isNotNull();
        assertThat(inside.asked()).isEmpty();
        return refused.failure().code();
    }

    @Test
    void aManifestLeadsNowhereInside() throws Exception {
        String file = "<BaseURL>%s</BaseURL>";
        String segments = "<SegmentTemplate duration=\"2\" media=\"%s\"/>";
        for (String form : List.of(file, segments)) {
            assertThat(refusal(manifest("audio/mp4", form.formatted(inside.url("/files/song.mp4")), "")))
                    .isEqualTo(FailureCode.URL_FORBIDDEN);
            assertThat(refusal(manifest("audio/mp4", form.formatted("file:///etc/passwd"), "")))
                    .isEqualTo(FailureCode.LIST_UNSUPPORTED);
        }
        String entity =
                "<!DOCTYPE MPD [<!ENTITY inside SYSTEM \"" + inside.url("/files/secret") + "\">]><MPD>&inside;</MPD>";
        assertThat(refusal("<?xml version=\"1.0\"?>" + entity)).isNotNull();
    }

    @Test
    void aManifestWithoutPlayableSoundSaysWhy() throws Exception {
        assertThat(refusal(manifest("video/mp4", "<BaseURL>a.mp4</BaseURL>", "")))
                .isEqualTo(FailureCode.NOT_AUDIO);
        assertThat(refusal(manifest(
                        "audio/mp4", "<BaseURL>a.mp4</BaseURL>", "<ContentProtection schemeIdUri=\"urn:x\"/>")))
                .isEqualTo(FailureCode.WEB_DRM);
        assertThat(refusal("<?xml version=\"1.0\"?><MPD><Period></MPD>")).isEqualTo(FailureCode.LIST_UNSUPPORTED);
    }

    @Test
    void aManifestOfEndlesslyManySegmentsIsRefused() throws Exception {
        assertThat(refusal(manifest(
                        "audio/mp4",
                        "<SegmentTemplate media=\"$Time$\"><SegmentTimeline><S d=\"1\" r=\"999999999\"/>"
                                + "</SegmentTimeline></SegmentTemplate>",
                        "")))
                .isEqualTo(FailureCode.LIST_UNSUPPORTED);
    }
}
