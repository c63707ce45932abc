package dev.muzon.extractor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.media.TrackLength;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of variable-rate mp3 behind links: its length and its seeks. */
@Timeout(120)
class GuessedLengthTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int RATE = 48_000;

    @TempDir
    Path folder;

    private TestWeb web;
    private Door door;

    @BeforeEach
    void open() throws Exception {
        web = TestWeb.on("127.0.0.1").folder("/files/", folder);
        var guard = new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), InetAddress::getAllByName);
        var limits = new DoorLimits(64 << 20, Duration.ofSeconds(5), Duration.ofSeconds(30));
        door = new Door(guard, SSLContext.getDefault(), limits);
    }

    @AfterEach
    void close() {
        door.close();
        web.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aSeekInVariableRateMp3BehindALinkLandsWhereItShould(int index) throws Exception {
        CatalogEntry track = found("lt(t\\,50)", index);

        byte[] rest = pcm(played(track, Duration.ofSeconds(75)).sound().toByteArray());

        // The tone rises by 10 Hz a second.
        assertThat(rest.length / 2.0 / RATE).isEqualTo(25, within(0.3));
        assertThat(frequency(rest)).isEqualTo(200 + 10 * 76.5, within(3.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lt(t\\,50)", "gt(t\\,50)"})
    void theLengthIsMeasuredWhileTheSoundIsSent(String quiet) throws Exception {
        CatalogEntry track = found(quiet, 0);
        assertThat(track.durationExact()).isFalse();
        assertThat(Math.abs(track.duration().toSeconds() - 100)).isGreaterThan(3);

        Played played = played(track, Duration.ZERO);

        assertThat(played.measured()).isBetween(Duration.ofMillis(99_900), Duration.ofMillis(100_100));
        List<Duration> told = new ArrayList<>();
        TrackLength.outOf(new ByteArrayInputStream(played.sound().toByteArray()), told::add)
                .readAllBytes();
        assertThat(told).containsExactly(played.measured());
        CatalogEntry known = track.measured(played.measured());
        assertThat(known.durationExact()).isTrue();
        assertThat(played(known, Duration.ZERO).measured()).isNull();
    }

    @Test
    void aPartOfATrackTellsNothingOfItsLength() throws Exception {
        CatalogEntry track = found("lt(t\\,50)", 0);

        assertThat(played(track, Duration.ofSeconds(5)).measured()).isNull();
    }

    // The first tenth sounded ten times and more, as long as the song was announced to be.
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void aServerThatBrokeOffAndIgnoredRangesRepeatedTheBeginning(int from) throws Exception {
        CatalogEntry track = found("lt(t\\,50)", 1);
        byte[] file = Files.readAllBytes(folder.resolve("variable.mp3"));
        web.serve("/deaf.mp3", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "audio/mpeg");
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file, 0, file.length / 10);
            exchange.close();
        });
        var settings = new MediaProperties(4, LIMIT, LIMIT);
        var sound = new ByteArrayOutputStream();
        DoorInput input = DoorInput.open(door, HttpLink.parse(web.url("/deaf.mp3")), LIMIT);
        try (MediaStream stream =
                MediaStream.open(FFMPEG, input, SoundForm.STREAM, track, Duration.ofSeconds(from), settings)) {
            stream.copyTo(sound);
        } catch (FailureException e) {
            assertThat(from).isPositive();
        }

        assertThat(pcm(sound.toByteArray()).length / 2.0 / RATE).isLessThan(25);
    }

    private CatalogEntry found(String quiet, int index) throws Exception {
        Path file = folder.resolve("variable.mp3");
        run("-f lavfi -i aevalsrc=if(" + quiet + "\\,0.001\\,0.5)*sin(2*PI*(200+5*t)*t):d=100:s=44100"
                + " -c:a libmp3lame -q:a 2 -id3v2_version 0 -write_xing " + index + " " + file);
        MediaInfo media = DoorInput.probe(door, link(), new Ffprobe(FFMPEG), LIMIT);
        return CatalogEntry.of("direct", new FoundTrack("k", "r", "Odd", null, null, media), Instant.EPOCH);
    }

    private HttpLink link() {
        return HttpLink.parse(web.url("/files/variable.mp3"));
    }

    private record Played(
            ByteArrayOutputStream sound, @Nullable Duration measured) {}

    private Played played(CatalogEntry track, Duration from) throws Exception {
        var settings = new MediaProperties(4, LIMIT, LIMIT);
        DoorInput input = DoorInput.open(door, link(), LIMIT);
        try (MediaStream stream = MediaStream.open(FFMPEG, input, SoundForm.STREAM, track, from, settings)) {
            var sound = new ByteArrayOutputStream();
            assertThat(stream.copyTo(sound)).isNull();
            return new Played(sound, stream.measured());
        }
    }

    private static byte[] pcm(byte[] matroska) throws IOException {
        FfmpegProcess process = FFMPEG.startFed(
                List.of("-f", "matroska", "-i", "pipe:0", "-ac", "1", "-ar", "48000", "-f", "s16le", "pipe:1"));
        Thread.ofVirtual().start(() -> {
            try (OutputStream in = process.stdin()) {
                in.write(matroska);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return read(process);
    }

    /** Returns the frequency of the second after the first. */
    private static double frequency(byte[] pcm) {
        ByteBuffer samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        int changes = 0;
        for (int i = RATE + 1; i < 2 * RATE; i++) {
            if ((samples.getShort(2 * i - 2) < 0) != (samples.getShort(2 * i) < 0)) {
                changes++;
            }
        }
        return changes / 2.0;
    }

    private static void run(String args) throws IOException {
        read(FFMPEG.start(new ArrayList<>(List.of(("-y " + args).split(" ", -1)))));
    }

    private static byte[] read(FfmpegProcess running) throws IOException {
        try (FfmpegProcess process = running) {
            return process.stdout().readAllBytes();
        }
    }
}
