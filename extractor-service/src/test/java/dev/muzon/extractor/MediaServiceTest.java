package dev.muzon.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SongRequest;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.problem.Problem;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import dev.muzon.testkit.audio.ToneMeter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the sound that the whole service sends. */
class MediaServiceTest extends ServiceFixture {
    @ParameterizedTest
    @EnumSource(Format.class)
    void everyFormatPlaysFromItsBeginningAndFromAPosition(Format format) throws Exception {
        Track track = find(query(format));
        assertThat(track.duration()).isBetween(Duration.ofMillis(9900), Duration.ofMillis(10_100));

        ToneMeter whole = listen(track, "");
        assertThat(whole.duration().toMillis()).isCloseTo(10_000, within(100L));
        assertThat(whole.change(TestTones.hertzOf(0), TestTones.hertzOf(1)).toMillis())
                .isCloseTo(1000, within(30L));

        ToneMeter rest = listen(track, "?from=PT5.3S");
        assertThat(rest.duration().toMillis()).isCloseTo(4700, within(100L));
        assertThat(rest.change(TestTones.hertzOf(5), TestTones.hertzOf(6)).toMillis())
                .isCloseTo(700, within(30L));
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, mode = EnumSource.Mode.EXCLUDE, names = "HLS")
    void seeksOverHttpLandExactly(Format format) throws Exception {
        String file = "/files/steps%20" + word(format) + "." + format.ending().toLowerCase(Locale.ROOT);
        ToneMeter rest = listen(find(new TrackQuery.Link(web.url(file))), "?from=PT5.3S");
        assertThat(rest.change(TestTones.hertzOf(5), TestTones.hertzOf(6)).toMillis())
                .isCloseTo(700, within(30L));
    }

    @Test
    void aMessageThatWasRepliedToPlays() throws Exception {
        Track track = find(new TrackQuery.TelegramFile(
                "message-1", "unique", "Steps", "Ann", null, Duration.ofSeconds(SECONDS), 1000L));
        assertThat(track.title()).isEqualTo("Steps");
        assertThat(listen(track, "").duration().toMillis()).isCloseTo(10_000, within(100L));
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3", "OPUS", "FLAC"})
    void aSongThatAPersonWantsIsAnMp3OfItsWholeLength(Format format) throws Exception {
        HttpRequest wish = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/songs"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(new SongRequest(-100, 7, query(format)))))
                .build();
        Track song = JsonMapper.shared()
                .readValue(http.send(wish, BodyHandlers.ofString()).body(), Track.class);
        Path file = folder.resolve(".song.mp3");
        HttpResponse<Path> response = http.send(song(song.id()), BodyHandlers.ofFile(file));
        assertThat(response.headers().firstValue("Content-Type")).hasValue("audio/mpeg");
        MediaInfo media = new Ffprobe(ffmpeg).probe(List.of(), file.toString(), PATIENCE);
        assertThat(media.codec()).isEqualTo("mp3");
        assertThat(media.tag("title")).isEqualTo(song.title());
        assertThat(media.duration()).isBetween(Duration.ofMillis(9900), Duration.ofMillis(10_200));
    }

    @Test
    void theFileOfAMessageIsNotHandedOn() throws Exception {
        Track track = find(new TrackQuery.TelegramFile("message-1", "kept", "Steps", "Ann", null, null, null));
        HttpResponse<byte[]> response = http.send(song(track.id()), BodyHandlers.ofByteArray());
        assertThat(Objects.requireNonNull(Problem.parse(response.body())).code())
                .isEqualTo(FailureCode.SONG_PRIVATE);
    }

    private HttpRequest song(String id) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/song-files/" + id))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
    }

    @Test
    void aServerThatSendsAByteNowAndThenLosesItsStream() throws Exception {
        Track track = find(new TrackQuery.Link(web.url("/drip.flac")));
        drips.set(true);
        try {
            HttpResponse<byte[]> response = http.send(media(track.id(), ""), BodyHandlers.ofByteArray());
            assertThat(Objects.requireNonNull(Problem.parse(response.body())).code())
                    .isEqualTo(FailureCode.SOURCE_TIMEOUT);
        } finally {
            drips.set(false);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(streams()).isZero();
            assertThat(children()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3", "FLAC"})
    void aFileThatBreaksOffPlaysUpToThereAndIsNotTriedAgain(Format format) throws Exception {
        Path whole = tones.tone("message-" + format, format, 440, Duration.ofSeconds(SECONDS));
        Files.move(TestTones.truncate(whole, 0.4), folder.resolve("cut-" + format));
        Track cut = find(new TrackQuery.TelegramFile("cut-" + format, "cut" + format, "Cut", null, null, null, null));
        assertThat(cut.duration()).isBetween(Duration.ofMillis(9900), Duration.ofMillis(10_100));

        assertThatThrownBy(() -> http.send(media(cut.id(), ""), BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
        assertProblem(cut.id(), "?from=PT8S", FailureCode.TRACK_CUT_SHORT);
    }

    @Test
    void mediaIsRefusedWithoutTheToken() throws Exception {
        HttpRequest anonymous = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/media/x"))
                .build();
        assertThat(http.send(anonymous, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
    }

    @Test
    void unplayableMediaIsAProblemBeforeTheFirstByte() throws Exception {
        Track track = find(query(Format.MP3));
        assertProblem("unknown", "", FailureCode.NOTHING_FOUND);
        assertProblem(track.id(), "?from=PT10M", FailureCode.SEEK_PAST_END);
        assertProblem(track.id(), "?from=soon", FailureCode.BAD_INPUT);
        assertProblem(track.id(), "?from=-PT5S", FailureCode.BAD_INPUT);

        Path here = tones.tone("vanishing", Format.MP3, 440, Duration.ofSeconds(2));
        Track gone = find(new TrackQuery.Link(web.url("/files/vanishing.mp3")));
        Files.delete(here);
        HttpResponse<byte[]> response = http.send(media(gone.id(), ""), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(Objects.requireNonNull(Problem.parse(response.body())).failure())
                .isNotNull();
    }

    @Test
    void aLineAboutTheSoundOfAChatDidNotNameTheChat() throws Exception {
        assertThat(linesAboutSound(() -> assertProblem("unknown", "?chat=-100", FailureCode.NOTHING_FOUND)))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.getMDCPropertyMap()).containsEntry("chat", "-100"));
    }

    // A song with eight refusals wrote eight warnings.
    @Test
    void troubleOfOneSongStoodInTheLogAgainForEachAttempt() throws Exception {
        Track track = find(new TrackQuery.Link(web.url("/drip.flac?again")));
        drips.set(true);
        try {
            assertThat(linesAboutSound(() -> {
                        assertProblem(track.id(), "", FailureCode.SOURCE_TIMEOUT);
                        assertProblem(track.id(), "", FailureCode.SOURCE_TIMEOUT);
                    }))
                    .filteredOn(line -> line.getLevel() == Level.WARN)
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line.getFormattedMessage()).startsWith("/v1/media/" + track.id() + ": "));
        } finally {
            drips.set(false);
        }
    }

    @FunctionalInterface
    private interface Question {
        void ask() throws Exception;
    }

    private static List<ILoggingEvent> linesAboutSound(Question asked) throws Exception {
        var lines = new ListAppender<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent line) {
                line.prepareForDeferredProcessing();
                super.append(line);
            }
        };
        lines.start();
        var root = (Logger) LoggerFactory.getLogger("dev.muzon");
        root.addAppender(lines);
        try {
            asked.ask();
        } finally {
            root.detachAppender(lines);
        }
        return lines.list.stream()
                .filter(line -> line.getFormattedMessage().contains("/v1/media"))
                .toList();
    }

    private void assertProblem(String id, String from, FailureCode code) throws Exception {
        HttpResponse<byte[]> response = http.send(media(id, from), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(code.httpStatus());
        assertThat(Objects.requireNonNull(Problem.parse(response.body())).code())
                .isEqualTo(code);
    }

    @Test
    void aTrackThatBreaksOffBreaksTheConnection() throws Exception {
        TestTones.truncate(folder.resolve("steps eggplant.flac"), 0.5);
        Track cut = find(new TrackQuery.Link(web.url("/files/truncated-steps%20eggplant.flac")));
        assertThat(cut.duration()).isBetween(Duration.ofMillis(9900), Duration.ofMillis(10_100));
        assertThatThrownBy(() -> http.send(media(cut.id(), ""), BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aReaderThatLeavesEndsTheChild() throws Exception {
        Track track = find(new TrackQuery.Text("longplay"));
        HttpResponse<InputStream> response = http.send(media(track.id(), ""), BodyHandlers.ofInputStream());
        assertThat(response.body().read()).isNotNegative();
        assertThat(streams()).isEqualTo(1);
        assertThat(children()).isEqualTo(1);

        response.body().close();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(streams()).isZero();
            assertThat(children()).isZero();
        });
    }

    private double streams() {
        return meters.get("muzon.media.streams").gauge().value();
    }

    private static long children() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/ffmpeg"))
                .count();
    }
}
