package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.AddChannel;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the songs of channels as other services hear them, with the real libtdjson. */
class ChannelSongsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long STRANGERS = -999_999;

    /** More than the Bot API hands out. */
    private static final int SIZE = 25_000_000;

    private static final AtomicLong NUMBERS = new AtomicLong(1);
    private static final byte[] SOUND = new byte[SIZE];

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static LoggedInService scene;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ChatRef group = ChatRef.of(-NUMBERS.incrementAndGet());
    private JsonNode song;

    @BeforeAll
    static void start() throws IOException {
        new Random(7).nextBytes(SOUND);
        scene = LoggedInService.start(folder.resolve("sessions"), mongo.uri());
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @BeforeEach
    void addAPrivateChannelWithASong() throws Exception {
        song = channelWith(SOUND, group);
    }

    /** Makes a channel with a song that a chat adds, and returns the song as the chat finds it. */
    private static JsonNode channelWith(byte[] sound, ChatRef chat) throws Exception {
        Chat channel = scene.telegram.world.chats().createChannel("Secret", null, scene.telegram.owner.id());
        post(channel, NewMessage.text("summer without a song"));
        var file = NewFile.of("rain.mp3", "audio/mpeg", Content.of(sound))
                .tagged("Summer Rain", "Müller", Duration.ofSeconds(61));
        var stored = scene.telegram.world.files().store(file);
        post(channel, NewMessage.media(Media.Kind.AUDIO, stored, "for the evening"));
        String id = "tg:" + NUMBERS.incrementAndGet();
        var address =
                ChannelAddress.read("https://t.me/+" + channel.inviteHash()).orElseThrow();
        scene.service()
                .bean(JobPublisher.class)
                .publish(id, new AddChannel(id, chat, new Requester(7, "Alice"), address));
        await().atMost(PATIENCE).until(() -> songs(chat.id(), "rain").size() == 1);
        return songs(chat.id(), "rain").get(0);
    }

    private static void post(Chat channel, NewMessage message) {
        scene.telegram.world.messages().send(channel.id(), scene.telegram.owner.id(), message);
    }

    private static JsonNode songs(long chat, String words) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(scene.service().get("/v1/channels/songs?limit=20&q=" + words + "&chat=" + chat));
    }

    private String place() {
        return song.path("channel").longValue() + "/" + song.path("post").longValue();
    }

    private HttpRequest sound(long chat, String range) {
        URI address = scene.service().uri("/v1/channels/sounds/" + place() + "?chat=" + chat);
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + RunningService.TOKEN)
                .header("Range", range)
                .build();
    }

    @Test
    void onlyPostsWithASongAreFound() throws Exception {
        assertThat(song.path("song").path("title").asString()).isEqualTo("Summer Rain");
        assertThat(songs(group.id(), "summer")).hasSize(1);
    }

    @Test
    void aSongBeyondTheBotApisLimitIsHeardWhole() throws Exception {
        HttpResponse<byte[]> whole = http.send(sound(group.id(), "bytes=0-"), BodyHandlers.ofByteArray());

        assertThat(whole.statusCode()).isEqualTo(206);
        assertThat(Arrays.equals(whole.body(), SOUND)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 131_071, 131_072, 13_000_001, SIZE - 1})
    void aRangeGivesExactlyItsBytes(int from) throws Exception {
        int to = Math.min(from + 700_000, SIZE) - 1;

        HttpResponse<byte[]> part =
                http.send(sound(group.id(), "bytes=" + from + "-" + to), BodyHandlers.ofByteArray());

        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes " + from + "-" + to + "/" + SIZE);
        assertThat(Arrays.equals(part.body(), Arrays.copyOfRange(SOUND, from, to + 1)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=" + SIZE + "-", "bytes=5-4", "bytes=", "lines=1-2"})
    void aRangeOutsideTheSoundIsRefused(String range) throws Exception {
        assertThat(http.send(sound(group.id(), range), BodyHandlers.ofString()).body())
                .contains(FailureCode.BAD_INPUT.value());
    }

    @Test
    void theBeginningComesBeforeTheRestIsFetched() throws Exception {
        long before = scene.telegram.server.requests("upload.getFile");

        try (InputStream sound = http.send(sound(group.id(), "bytes=0-"), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(sound.readNBytes(1000)).isEqualTo(Arrays.copyOf(SOUND, 1000));
            assertThat(scene.telegram.server.requests("upload.getFile") - before)
                    .isLessThan(SIZE / (1 << 20));
        }
    }

    @RepeatedTest(3)
    void twoWhoHearOneSongAtOnceBothGetAllOfIt() throws Exception {
        var requests = Stream.of("bytes=0-", "bytes=9000000-")
                .map(range -> http.sendAsync(sound(group.id(), range), BodyHandlers.ofByteArray()))
                .toList();

        assertThat(Arrays.equals(requests.getFirst().get().body(), SOUND)).isTrue();
        assertThat(Arrays.equals(requests.getLast().get().body(), Arrays.copyOfRange(SOUND, 9_000_000, SIZE)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSongIsHeardAlthoughAnotherOneOfItsNameAndSizeIsHere(boolean same) throws Exception {
        http.send(sound(group.id(), "bytes=0-"), BodyHandlers.discarding());
        byte[] other = SOUND.clone();
        other[SIZE - 1] += (byte) (same ? 0 : 1);
        ChatRef chat = ChatRef.of(-NUMBERS.incrementAndGet());
        song = channelWith(other, chat);

        for (int from : List.of(9_000_000, 0)) {
            HttpResponse<byte[]> heard = http.send(sound(chat.id(), "bytes=" + from + "-"), BodyHandlers.ofByteArray());
            assertThat(Arrays.equals(heard.body(), Arrays.copyOfRange(other, from, SIZE)))
                    .isTrue();
        }
    }

    @Test
    void aSongThatTelegramRefusesIsNotAskedForOverAndOver() throws Exception {
        scene.telegram.server.faults().fail("upload.getFile", Integer.MAX_VALUE, 400, "LOCATION_INVALID");
        long before = scene.telegram.server.requests("upload.getFile");
        ChatRef chat = ChatRef.of(-NUMBERS.incrementAndGet());
        HttpResponse<String> refused;
        try {
            song = channelWith(Arrays.copyOf(SOUND, SIZE - 1), chat);
            refused = http.send(sound(chat.id(), "bytes=0-"), BodyHandlers.ofString());
        } finally {
            scene.telegram.server.faults().clear();
        }

        assertThat(refused.body()).contains(FailureCode.TELEGRAM_UNAVAILABLE.value(), "gave no sound");
        assertThat(scene.telegram.server.requests("upload.getFile") - before).isLessThan(50);
    }

    @Test
    void aChatThatDidNotAddTheChannelHearsNothingOfIt() throws Exception {
        assertThat(songs(STRANGERS, "rain")).isEmpty();
        JsonNode refused = JsonMapper.shared()
                .readTree(scene.service().get("/v1/channels/songs/" + place() + "?chat=" + STRANGERS));
        assertThat(refused.path("code").asString()).isEqualTo(FailureCode.SOURCE_NOT_FOUND.value());
        assertThat(http.send(sound(STRANGERS, "bytes=0-"), BodyHandlers.ofString())
                        .body())
                .contains(FailureCode.SOURCE_NOT_FOUND.value());
    }

    @Test
    void aChatThatRemovedTheChannelHearsItNoLonger() throws Exception {
        JsonNode list = JsonMapper.shared().readTree(scene.service().get("/v1/channels?chat=" + group.id()));
        URI key = scene.service().uri("/v1/channels/" + list.path(0).path("key").asString() + "?chat=" + group.id());
        scene.service()
                .send(HttpRequest.newBuilder(key)
                        .header("Authorization", "Bearer " + RunningService.TOKEN)
                        .DELETE());

        assertThat(http.send(sound(group.id(), "bytes=0-"), BodyHandlers.ofString())
                        .body())
                .contains(FailureCode.SOURCE_NOT_FOUND.value());
    }

    @Test
    void theSoundsOfAFormerProcessAreDeletedAtTheStart() throws Exception {
        http.send(sound(group.id(), "bytes=0-"), BodyHandlers.discarding());
        assertThat(sounds()).isNotEmpty();

        scene.restart();

        assertThat(sounds()).isEmpty();
    }

    private static List<Path> sounds() throws IOException {
        try (Stream<Path> found = Files.walk(folder.resolve("sessions/main/files"))) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
