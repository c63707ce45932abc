package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.coordination.queue.MongoJobQueue;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.channel.ChannelOutcome;
import dev.muzon.protocol.job.AddChannel;
import dev.muzon.protocol.job.ChannelAdded;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.protocol.job.Queues;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.User;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Tests of a channel's history around the end of a real process. */
class ChannelCrashTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int POSTS = 430;

    /** A request gets a hundred posts at most. */
    private static final int REQUESTS_BEFORE = 2;

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    Path folder;

    @BeforeEach
    void clean() {
        mongo.clean();
    }

    @Test
    void noPostIsLostOrDoubledAlthoughTheProcessIsKilledInTheMiddleOfAHistory() throws Exception {
        try (var telegram = SandboxTelegram.start()) {
            User me = telegram.person("Ann");
            User owner = telegram.owner;
            Chat channel = telegram.world.chats().createChannel("Night", "night_of_crashes", owner.id());
            List<Message> posts = new ArrayList<>();
            IntStream.rangeClosed(1, POSTS).forEach(i -> posts.add(post(telegram, channel, "number " + i)));
            var queue = new MongoJobQueue(mongo.database(), Clock.systemUTC(), new Doorbell());
            telegram.server.faults().floodWaitAfter("messages.getHistory", REQUESTS_BEFORE, 60);
            try (ServiceProcess first = start(telegram)) {
                await().atMost(PATIENCE)
                        .until(() -> !telegram.world.logins().pending().isEmpty());
                telegram.world.logins().approve(telegram.shown().getFirst(), me.id());
                queue.publish(request(channel));
                await().atMost(PATIENCE)
                        .until(() -> telegram.server.requests("messages.getHistory") > REQUESTS_BEFORE
                                && !stored(mongo).isEmpty());
                first.kill();
            }
            assertThat(stored(mongo)).hasSizeLessThan(POSTS);
            assertThat(queue.claim(Queues.GATEWAY, "test", Duration.ofMinutes(1)))
                    .isEmpty();

            telegram.server.faults().clear();
            post(telegram, channel, "meanwhile");
            telegram.world
                    .messages()
                    .delete(channel.id(), owner.id(), posts.getLast().id());
            telegram.world
                    .messages()
                    .edit(channel.id(), owner.id(), posts.getFirst().id(), "the first", List.of(), null);

            List<String> expected = new ArrayList<>(List.of("the first", "meanwhile"));
            IntStream.range(2, POSTS).forEach(i -> expected.add("number " + i));
            try (ServiceProcess _ = start(telegram)) {
                var told = await().atMost(PATIENCE)
                        .until(() -> queue.claim(Queues.GATEWAY, "test", Duration.ofMinutes(5)), it -> it.isPresent())
                        .orElseThrow();
                var result = JsonMapper.shared().readValue(told.payload(), ChannelAdded.class);
                assertThat(result.outcome()).isEqualTo(ChannelOutcome.READING);
                assertThat(result.posts()).isEqualTo(POSTS);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(stored(mongo)).containsExactlyInAnyOrderElementsOf(expected));
                assertThat(queue.claim(Queues.GATEWAY, "test", Duration.ofMinutes(5)))
                        .isEmpty();
            }
            assertThat(mongo.database().getCollection("channelSubscriptions").countDocuments())
                    .isEqualTo(1);
        }
    }

    @Test
    void noPostIsLostOrDoubledAlthoughTheNetworkIsCutInTheMiddleOfAHistory() throws Exception {
        try (var telegram = SandboxTelegram.start()) {
            User me = telegram.person("Ann");
            Chat channel = telegram.world.chats().createChannel("Night", "night_of_cuts", telegram.owner.id());
            List<Message> posts = new ArrayList<>();
            IntStream.rangeClosed(1, POSTS).forEach(i -> posts.add(post(telegram, channel, "number " + i)));
            telegram.server.faults().floodWaitAfter("messages.getHistory", REQUESTS_BEFORE, 5);
            try (ServiceProcess _ = start(telegram)) {
                await().atMost(PATIENCE)
                        .until(() -> !telegram.world.logins().pending().isEmpty());
                telegram.world.logins().approve(telegram.shown().getFirst(), me.id());
                new MongoJobQueue(mongo.database(), Clock.systemUTC(), new Doorbell()).publish(request(channel));
                await().atMost(PATIENCE)
                        .until(() -> telegram.server.requests("messages.getHistory") > REQUESTS_BEFORE
                                && !stored(mongo).isEmpty());
                assertThat(stored(mongo)).hasSizeLessThan(POSTS);

                telegram.server.cutNetwork();
                telegram.server.faults().clear();
                post(telegram, channel, "meanwhile");
                telegram.world
                        .messages()
                        .delete(
                                channel.id(),
                                telegram.owner.id(),
                                posts.getLast().id());
                telegram.server.restoreNetwork();

                List<String> expected = new ArrayList<>(List.of("meanwhile"));
                IntStream.range(1, POSTS).forEach(i -> expected.add("number " + i));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(stored(mongo)).containsExactlyInAnyOrderElementsOf(expected));
            }
        }
    }

    private static Message post(SandboxTelegram telegram, Chat channel, String text) {
        return telegram.world.messages().send(channel.id(), telegram.owner.id(), NewMessage.text(text));
    }

    /** Returns the words of all posts in the database. */
    static List<String> stored(MongoFixture mongo) {
        return mongo.database()
                .getCollection("channelPosts")
                .find()
                .map((Document post) -> post.getString("text"))
                .into(new ArrayList<>());
    }

    static NewJob request(Chat channel) {
        var address = new ChannelAddress("@" + channel.username());
        Job job = new AddChannel("tg:1", ChatRef.of(-7), new Requester(7, "Alice"), address);
        String payload = JsonMapper.shared().writerFor(Job.class).writeValueAsString(job);
        return new NewJob(
                "tg:1",
                JobTypes.ADD_CHANNEL.queue(),
                JobTypes.ADD_CHANNEL.name(),
                payload,
                job.key(),
                1,
                0,
                10,
                Duration.ofHours(1));
    }

    private ServiceProcess start(SandboxTelegram telegram) throws IOException {
        var settings = LoggedInService.settings(
                telegram, folder.resolve("sessions"), mongo.uri(), "--muzon.channels.per-day=" + POSTS * 2);
        return ServiceProcess.start(settings, folder.resolve("log"));
    }
}
