package dev.muzon.extractor.source.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.muzon.extractor.TestPeers;
import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.disk.DiskBudget;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.TrackSourceContract;
import dev.muzon.ffmpeg.FfmpegExit;
import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.AudioFileName;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.TestClock;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class TelegramSourceTest extends TrackSourceContract {
    @TempDir
    Path folder;

    private final TestClock clock = TestClock.create();
    private TestWeb gateway;
    private Path cache;
    private TelegramSource source;
    private Door door;
    private MessageAssistant assistant;

    @BeforeEach
    void open() throws Exception {
        Path voice = new TestTones(FFMPEG, folder).tone("voice", Format.OPUS, 440, Duration.ofSeconds(3));
        for (String id : new String[] {"voice1", "voice2", "voice3"}) {
            Files.copy(voice, folder.resolve(id));
        }
        gateway = TestWeb.on("127.0.0.1").folder("/v1/files/", folder).status("/v1/files/absent", 404);
        cache = folder.resolve("cache");
        door = new Door(
                (host, _) -> List.of(InetAddress.ofLiteral(host)),
                SSLContext.getDefault(),
                new DoorLimits(1_000_000_000, Duration.ofSeconds(3), Duration.ofSeconds(10)));
        assistant = new MessageAssistant(Files.readAllBytes(voice));
        source = source(DataSize.ofGigabytes(1));
    }

    @AfterEach
    void close() {
        gateway.close();
        door.close();
    }

    private TelegramSource source(DataSize cacheSize) {
        return source(new DiskBudget(cacheSize, DataSize.ofBytes(0)));
    }

    private TelegramSource source(DiskBudget budget) {
        return source(budget, Duration.ofMinutes(1));
    }

    private TelegramSource source(DiskBudget budget, Duration fetchLimit) {
        TelegramProperties properties = new TelegramProperties(cache, DataSize.ofMegabytes(1), fetchLimit);
        TelegramFiles files = new TelegramFiles(properties, budget, new TestPeers(gateway.url("")), clock);
        var messages = new MessageSounds(assistant, door, new Ffprobe(FFMPEG));
        return new TelegramSource(files, messages, new Ffprobe(FFMPEG));
    }

    private static TrackQuery.TelegramFile file(String id, Long size) {
        return new TrackQuery.TelegramFile(id, "u-" + id, null, null, "night.oga", null, size);
    }

    @Override
    protected TrackSource source() {
        return source;
    }

    @Override
    protected TrackQuery present() {
        return file("voice1", null);
    }

    @Override
    protected TrackQuery absent() {
        return file("absent", null);
    }

    @Test
    void aFilePlayedTwiceIsFetchedOnce() throws Exception {
        source.resolve(present());
        source.open(source.resolve(present()).getFirst().reference()).close();
        assertThat(gateway.asked()).containsExactly("GET /v1/files/voice1");
    }

    @Test
    void aFileTooLargeForTheBotApiIsNotAskedFor() {
        assertThatThrownBy(() -> source.resolve(file("voice1", 30_000_000L)))
                .isInstanceOfSatisfying(FailureException.class, refused -> {
                    assertThat(refused.failure().code()).isEqualTo(FailureCode.TRACK_TOO_LARGE);
                    assertThat(((Failure.UserError) refused.failure()).args())
                            .containsEntry("limit", FailureArgument.bytes(1 << 20));
                });
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void aFileTooLargeForTheBotApiIsHeardThroughAnAssistantThatSeesItsMessage() throws Exception {
        var place = new TrackQuery.TelegramFile.Place(MessageAssistant.CHAT, MessageAssistant.MESSAGE);
        var large = file("voice1", 30_000_000L).in(place);

        FoundTrack found = source.resolve(large).getFirst();

        assertThat(found.key()).isEqualTo("u-voice1");
        assertThat(found.media().duration()).isBetween(Duration.ofMillis(2900), Duration.ofMillis(3100));
        try (MediaInput input = source.open(found.reference())) {
            assertThat(new Ffprobe(FFMPEG)
                            .probe(input.options(), input.location(), input.reach(), Duration.ofSeconds(10))
                            .duration())
                    .isNotNull();
        }
        assertThat(gateway.asked()).isEmpty();
        assertThat(cache).doesNotExist();
    }

    @Test
    void aFileTooLargeForTheBotApiInAMessageThatNoAssistantSeesSaysSo() {
        var place = new TrackQuery.TelegramFile.Place(MessageAssistant.CHAT, MessageAssistant.MESSAGE + 1);
        assertThat(failureOf(file("voice1", 30_000_000L).in(place))).isEqualTo(FailureCode.MESSAGE_UNSEEN);
    }

    @Test
    void aFileLargerThanItSaidIsCutOff() throws Exception {
        Files.write(folder.resolve("liar"), new byte[3_000_000]);
        assertThatThrownBy(() -> source.resolve(file("liar", 1000L)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.TRACK_TOO_LARGE));
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void halfFetchedFilesOfAKilledProcessAreDeleted() throws Exception {
        Files.createDirectories(cache);
        for (String age : new String[] {"PT10M", "PT2H"}) {
            Path part = Files.createFile(cache.resolve("fetch-" + age + ".part"));
            Files.setLastModifiedTime(part, FileTime.from(clock.instant().minus(Duration.parse(age))));
        }

        source.resolve(present());

        assertThat(cache).isDirectoryContaining("glob:**fetch-PT10M.part");
        assertThat(cache).isDirectoryNotContaining("glob:**fetch-PT2H.part");
    }

    @Test
    void theLeastRecentlyWantedFileIsDeletedWhenTheCacheIsFull() throws Exception {
        long one = Files.size(folder.resolve("voice1"));
        source = source(DataSize.ofBytes(2 * one + one / 2));
        for (String id : new String[] {"voice1", "voice2", "voice1", "voice3"}) {
            clock.advance(Duration.ofMinutes(1));
            source.resolve(file(id, null));
        }
        assertThat(cache).isDirectoryContaining("glob:**u-voice1").isDirectoryContaining("glob:**u-voice3");
        assertThat(cache).isDirectoryNotContaining("glob:**u-voice2");
    }

    /** Serves a file whose second half comes when it may. */
    private void halting(String id, CountDownLatch halfway, CountDownLatch go) throws IOException {
        byte[] sound = Files.readAllBytes(folder.resolve("voice1"));
        gateway.serve("/v1/files/" + id, exchange -> {
            exchange.sendResponseHeaders(200, sound.length);
            OutputStream out = exchange.getResponseBody();
            out.write(sound, 0, sound.length / 2);
            out.flush();
            halfway.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            out.write(sound, sound.length / 2, sound.length - sound.length / 2);
        });
    }

    // A large file from slow servers was thrown away at the deadline of its search, and begun again by the next one.
    @Test
    void aSlowFileWasFetchedFromItsFirstByteForEachPersonWhoAsked() throws Exception {
        var halfway = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        halting("slow", halfway, go);
        Thread impatient = Thread.ofVirtual().start(() -> failureOf(file("slow", null)));
        halfway.await();
        impatient.interrupt();
        assertThat(impatient.join(Duration.ofMinutes(1))).isTrue();

        go.countDown();
        assertThat(source.resolve(file("slow", null))).hasSize(1);

        assertThat(gateway.asked()).containsExactly("GET /v1/files/slow");
    }

    @Test
    void aFileThatIsNotHereWithinTheLimitIsTooSlowAndLeavesNothing() throws Exception {
        var go = new CountDownLatch(1);
        halting("slow", new CountDownLatch(1), go);
        source = source(new DiskBudget(DataSize.ofGigabytes(1), DataSize.ofBytes(0)), Duration.ofMillis(300));

        assertThat(failureOf(file("slow", null))).isEqualTo(FailureCode.SOURCE_TIMEOUT);
        var reference = new TelegramReference("u-slow", "slow").toString();
        assertThat(catchThrowableOfType(FailureException.class, () -> source.open(reference))
                        .failure()
                        .code())
                .as("when it is played")
                .isEqualTo(FailureCode.SOURCE_TIMEOUT);

        go.countDown();
        await().untilAsserted(() -> assertThat(cache).isEmptyDirectory());
    }

    @Test
    void aFileThatWouldFillTheDiskIsNotWritten() {
        source = source(new DiskBudget(DataSize.ofGigabytes(1), DataSize.ofTerabytes(100_000)));
        assertThat(failureOf(present())).isEqualTo(FailureCode.DISK_FULL);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void soundThatWasPlayedBeforeMakesRoomForAFile() throws Exception {
        List<String> removed = new ArrayList<>();
        long one = Files.size(folder.resolve("voice1"));
        var budget = new DiskBudget(DataSize.ofBytes(13 * one), DataSize.ofBytes(0));
        Instant played = clock.instant();
        budget.add(() -> removed.isEmpty()
                ? List.of(new DiskBudget.Kept(10 * one, played, () -> removed.add("sound")))
                : List.of());
        source = source(budget);

        source.resolve(present());
        assertThat(removed).as("there is room for both").isEmpty();

        for (String id : new String[] {"voice2", "voice3"}) {
            clock.advance(Duration.ofMinutes(1));
            source.resolve(file(id, null));
        }
        assertThat(removed).containsExactly("sound");
        assertThat(cache).isDirectoryContaining("glob:**u-voice1").isDirectoryContaining("glob:**u-voice3");
    }

    @Test
    void aFileIsTitledByItsNameWithoutTheEnding() throws Exception {
        assertThat(source.resolve(present()).getFirst().title()).isEqualTo("night");
        var titled = new TrackQuery.TelegramFile("voice1", "u", "🎸🔥 мой трек №1.mp3", "Ann", null, null, null);
        assertThat(source.resolve(titled).getFirst().title()).isEqualTo("🎸🔥 мой трек №1");
    }

    @Test
    void oldCyrillicThatTelegramReadAsLatin1IsReadable() throws Exception {
        var song = new TrackQuery.TelegramFile("voice1", "u", "Ãðóïïà êðîâè", "Êèíî", null, null, null);
        assertThat(source.resolve(song)).singleElement().satisfies(track -> {
            assertThat(track.title()).isEqualTo("Группа крови");
            assertThat(track.artist()).isEqualTo("Кино");
        });
    }

    @Test
    void aVoiceMessageKeepsItsKindAndItsSender() throws Exception {
        var voice = new TrackQuery.TelegramFile(
                "voice1", "u", null, "Дарья", null, null, null, Track.Kind.VOICE_MESSAGE, null);
        assertThat(source.resolve(voice)).singleElement().satisfies(track -> {
            assertThat(track.kind()).isEqualTo(Track.Kind.VOICE_MESSAGE);
            assertThat(track.artist()).isEqualTo("Дарья");
        });
    }

    @Test
    void anAlbumPlaysInItsOrderWithoutTheFilesThatDoNot() throws Exception {
        Files.writeString(folder.resolve("text"), "no music ".repeat(100));
        var album = new TrackQuery.TelegramFiles(
                List.of(file("voice2", null), file("text", null), file("absent", null), file("voice1", null)));

        assertThat(source.answers(album)).isTrue();
        assertThat(source.resolve(album)).extracting(FoundTrack::key).containsExactly("u-voice2", "u-voice1");
    }

    @Test
    void anAlbumOfWhichNothingPlaysFailsLikeItsFirstFile() throws Exception {
        var album = new TrackQuery.TelegramFiles(List.of(file("voice1", 30_000_000L), file("absent", null)));
        assertThatThrownBy(() -> source.resolve(album))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.TRACK_TOO_LARGE));
    }

    @Test
    void musicThatCannotBeReadIsDamagedAndAnotherDocumentHasNoSound() throws Exception {
        Files.write(folder.resolve("noise"), new byte[100_000]);
        assertThat(failureOf(new TrackQuery.TelegramFile("noise", "n1", null, null, "song.flac", null, null)))
                .isEqualTo(FailureCode.TRACK_DAMAGED);
        assertThat(failureOf(new TrackQuery.TelegramFile("noise", "n2", "Song", null, null, null, null)))
                .isEqualTo(FailureCode.TRACK_DAMAGED);
        assertThat(failureOf(new TrackQuery.TelegramFile("noise", "n3", null, null, "notes.txt", null, null)))
                .isEqualTo(FailureCode.NOT_AUDIO);
    }

    @Test
    void anEmptyFileIsNamedWithoutBeingFetched() {
        assertThat(failureOf(new TrackQuery.TelegramFile("empty", "e1", null, null, "empty.mp3", null, 0L)))
                .isEqualTo(FailureCode.TRACK_EMPTY);
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void aFileThatIsNotASoundFileIsDamagedWhenItsNameSaysMusic() throws Exception {
        Files.writeString(folder.resolve("broken"), "this was once a song\n".repeat(500));
        assertThat(failureOf(new TrackQuery.TelegramFile("broken", "b1", null, null, "broken.mp3", null, null)))
                .isEqualTo(FailureCode.TRACK_DAMAGED);
    }

    @Test
    void aFilmWithoutSoundHasNoSoundAndIsNotDamaged() throws Exception {
        Path film = folder.resolve("silent.mp4");
        run("-f", "lavfi", "-i", "color=black:s=64x64:d=1", "-c:v", "mpeg4", film.toString());
        Files.move(film, folder.resolve("silent"));
        assertThat(failureOf(new TrackQuery.TelegramFile("silent", "s1", null, null, "silent.mp4", null, null)))
                .isEqualTo(FailureCode.NOT_AUDIO);
    }

    // Documents with these endings were said to have no sound.
    @ParameterizedTest
    @CsvSource({
        "amr, -ar 8000 -ac 1 -c:a libopencore_amrnb -f amr",
        "awb, -ar 16000 -ac 1 -c:a libvo_amrwbenc -f amr",
        "mp2, -c:a mp2 -f mp2",
        "spx, -ar 16000 -c:a libspeex -f spx",
        "weba, -c:a libopus -f webm",
        "mka, -c:a flac -f matroska",
        "caf, -c:a alac -f caf",
        "au, -c:a pcm_mulaw -f au",
        "aif, -c:a pcm_s16be -f aiff",
        "w64, -c:a pcm_s16le -f w64",
        "m4r, -c:a aac -f ipod",
        "3ga, -ar 8000 -ac 1 -c:a libopencore_amrnb -f 3gp",
        "eac3, -c:a eac3 -f eac3",
        "tta, -c:a tta -f tta",
        "wv, -c:a wavpack -f wv",
        "wma, -c:a wmav2 -f asf"
    })
    void everyFormatThatFfmpegPlaysIsASongByItsNameAndByItsContent(String ending, String options) throws Exception {
        Path song = folder.resolve("song-" + ending);
        List<String> making = new ArrayList<>(List.of("-f", "lavfi", "-i", "sine=440:d=3"));
        making.addAll(List.of(options.split(" ")));
        making.add(song.toString());
        run(making.toArray(String[]::new));

        assertThat(AudioFileName.matches("song." + ending)).isTrue();
        var found = source.resolve(new TrackQuery.TelegramFile(
                        "song-" + ending, "u-" + ending, null, null, "song." + ending + " ", null, null))
                .getFirst();
        assertThat(found.title()).isEqualTo("song");
        var unnamed = new TrackQuery.TelegramFile("song-" + ending, "n-" + ending, null, null, "01. Intro", null, null);
        assertThat(source.resolve(unnamed).getFirst().title()).isEqualTo("01. Intro");
    }

    @Test
    void aFileThatOnlyItsContentCanTellHasNoSoundWhenThereIsNone() throws Exception {
        Files.writeString(folder.resolve("text"), "just words\n".repeat(500));
        assertThat(failureOf(new TrackQuery.TelegramFile("text", "t1", null, null, "01. Intro", null, null)))
                .isEqualTo(FailureCode.NOT_AUDIO);
    }

    private static void run(String... args) throws Exception {
        try (FfmpegProcess process = FFMPEG.start(List.of(args))) {
            FfmpegExit exit = process.awaitExit(Duration.ofMinutes(1));
            assertThat(exit.outcome()).as(exit.stderr()).isEqualTo(FfmpegOutcome.FINISHED);
        }
    }

    private FailureCode failureOf(TrackQuery query) {
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> source.resolve(query));
        assertThat(thrown).isNotNull();
        return thrown.failure().code();
    }
}
