package dev.muzon.assistant;

import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.assistant.sandbox.RecognitionServer;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.coordination.queue.MongoJobQueue;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.job.AddChannel;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.User;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * A measurement of one account with 500 channels and 100,000 posts: memory, search, first answers to
 * voice notes. It prints a line for each target and runs by its name only.
 */
class AssistantBench {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int CHANNELS = 500;
    private static final int POSTS = 100_000;
    private static final int QUERIES = 200;
    private static final int NOTES = 20;
    private static final long GROUP = -7;
    private static final String[] SYLLABLES = {
        "ka", "no", "tur", "ne", "mo", "ri", "sol", "va", "ви", "но", "мор", "ской", "бриз", "за", "ря", "ти"
    };

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    Path folder;

    private final Random random = new Random(1);

    @Test
    void targetsOfAnAccountWithManyChannelsAreMeasured() throws Exception {
        try (var telegram = SandboxTelegram.start();
                var recogniser = RecognitionServer.start()) {
            User me = telegram.person("Ann");
            recogniser.hears("buy milk");
            List<Chat> channels = IntStream.range(0, CHANNELS)
                    .mapToObj(i -> channel(telegram, i))
                    .toList();
            int port = freePort();
            try (var _ = start(telegram, recogniser, port)) {
                await().atMost(PATIENCE)
                        .until(() -> !telegram.world.logins().pending().isEmpty());
                telegram.world.logins().approve(telegram.shown().getFirst(), me.id());
                var queue = new MongoJobQueue(mongo.database(), Clock.systemUTC(), new Doorbell());
                channels.forEach(channel -> queue.publish(request(channel)));
                await().atMost(PATIENCE)
                        .until(() -> mongo.database()
                                        .getCollection("channels")
                                        .countDocuments(new Document("complete", true))
                                == CHANNELS);
                fill(channels);
                search(port);
                notes(telegram, me);
            }
        }
    }

    private Chat channel(SandboxTelegram telegram, int number) {
        User owner = telegram.owner;
        Chat channel = telegram.world.chats().createChannel("Channel " + number, "channel_no_" + number, owner.id());
        telegram.world.messages().send(channel.id(), owner.id(), NewMessage.text("the first of " + number));
        return channel;
    }

    private static NewJob request(Chat channel) {
        String id = "bench:" + channel.username();
        Job job = new AddChannel(
                id, ChatRef.of(GROUP), new Requester(7, "Alice"), new ChannelAddress("@" + channel.username()));
        String payload = JsonMapper.shared().writerFor(Job.class).writeValueAsString(job);
        return new NewJob(
                id,
                JobTypes.ADD_CHANNEL.queue(),
                JobTypes.ADD_CHANNEL.name(),
                payload,
                job.key(),
                1,
                0,
                10,
                Duration.ofHours(1));
    }

    private void fill(List<Chat> channels) {
        MongoCollection<Document> posts = mongo.database().getCollection("channelPosts");
        List<Document> batch = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            long channel = channels.get(i % CHANNELS).id();
            List<String> words =
                    Stream.generate(this::word).limit(12).distinct().toList();
            batch.add(new Document("_id", "bench:" + i)
                    .append("channel", channel)
                    .append("post", (10_000L + i) << 20)
                    .append("sent", Date.from(Instant.EPOCH.plusSeconds(i)))
                    .append("text", String.join(" ", words))
                    .append("links", List.of())
                    .append("words", words));
            if (batch.size() == 1_000) {
                posts.insertMany(batch);
                batch.clear();
            }
        }
    }

    /** Returns a word. Some are much more frequent than others. */
    private String word() {
        int rank = (int) (20_000 * Math.pow(random.nextDouble(), 3));
        return SYLLABLES[rank % 16] + SYLLABLES[rank / 16 % 16] + SYLLABLES[rank / 256 % 16] + rank % 5;
    }

    private void search(int port) throws IOException, InterruptedException {
        var http = HttpClient.newHttpClient();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < QUERIES + 50; i++) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/v1/channels/posts?chat=" + GROUP + "&limit=10&q="
                                    + java.net.URLEncoder.encode(word(), java.nio.charset.StandardCharsets.UTF_8)))
                    .header("Authorization", "Bearer " + RunningService.TOKEN)
                    .build();
            long began = System.nanoTime();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
            if (i >= 50) {
                times.add((System.nanoTime() - began) / 1e6);
            }
        }
        print("search in 100,000 posts, over REST", "ms", times, 100);
    }

    private void notes(SandboxTelegram telegram, User me) throws IOException {
        Path tone =
                new TestTones(Ffmpeg.locate(), folder).tone("tone", TestTones.Format.OPUS, 440, Duration.ofSeconds(3));
        NoteChat chat = NoteChat.between(telegram, me, telegram.person("Ben"));
        List<Double> signs = new ArrayList<>();
        for (int i = 0; i < NOTES + 3; i++) {
            long began = System.nanoTime();
            Message note = chat.note(me, tone);
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> !chat.answers(note).isEmpty());
            if (i >= 3) {
                signs.add((System.nanoTime() - began) / 1e6);
            }
            chat.awaitAnswer(note, "🎙 buy milk");
        }
        print("note sent until the microphone", "ms", signs, 300);
    }

    private static void print(String what, String unit, List<Double> values, double target) {
        List<Double> sorted = values.stream().sorted().toList();
        System.out.printf(
                "BENCH %-36s median %8.1f  p95 %8.1f  worst %8.1f %s  target %.0f%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.getLast(),
                unit,
                target);
    }

    private ServiceProcess start(SandboxTelegram telegram, RecognitionServer recogniser, int port) throws IOException {
        Files.createDirectories(folder.resolve("sessions"));
        List<String> settings = new ArrayList<>(LoggedInService.settings(
                telegram,
                folder.resolve("sessions"),
                mongo.uri(),
                "--muzon.channels.per-chat=" + CHANNELS,
                "--muzon.notes.engines=http",
                "--muzon.notes.http-url=" + recogniser.url()));
        settings.replaceAll(setting -> setting.equals("--server.port=0") ? "--server.port=" + port : setting);
        return ServiceProcess.start(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-Xms24m",
                        "-Xmn10m",
                        "-Xss512k",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:TrimNativeHeapInterval=10000",
                        "-Xmx128m"),
                settings,
                folder.resolve("log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
