package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.channel.ChannelOutcome;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.AddChannel;
import dev.muzon.protocol.job.ChannelAdded;
import dev.muzon.protocol.job.MoveChannels;
import dev.muzon.protocol.job.Queues;
import dev.muzon.runtime.jobs.JobPublisher;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.JoinPolicy;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.User;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of channels from the request to the store, with the real libtdjson. */
class ChannelsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LIMIT = 120;
    private static final int PER_CHAT = 3;
    private static final AtomicLong NUMBERS = new AtomicLong(1);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static LoggedInService scene;
    private static SandboxTelegram telegram;
    private static User me;

    private final long number = NUMBERS.incrementAndGet();
    private final ChatRef group = ChatRef.of(-number);
    private final User owner = telegram.owner;

    @BeforeAll
    static void start() throws IOException {
        scene = LoggedInService.start(
                folder.resolve("sessions"),
                mongo.uri(),
                "--muzon.channels.posts=" + LIMIT,
                "--muzon.channels.per-chat=" + PER_CHAT);
        telegram = scene.telegram;
        me = scene.me;
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @AfterEach
    void heal() {
        telegram.server.faults().clear();
        telegram.server.restoreNetwork();
    }

    @Test
    void aPublicChannelIsJoinedAndItsPostsAreRead() throws Exception {
        Chat channel = publicChannel();
        IntStream.rangeClosed(1, 7).forEach(i -> post(channel, "Nocturne no. " + i));

        ChannelAdded result = add("https://t.me/" + channel.username());

        assertThat(result.outcome()).isEqualTo(ChannelOutcome.READING);
        assertThat(result.title()).isEqualTo(channel.title());
        assertThat(result.posts()).isEqualTo(7);
        assertThat(telegram.world.chats().get(channel.id()).has(me.id())).isTrue();
        JsonNode list = list();
        assertThat(list.path(0).path("title").asString()).isEqualTo(channel.title());
        assertThat(list.path(0).path("posts").intValue()).isEqualTo(7);
        assertThat(list.path(0).path("pending").booleanValue()).isFalse();
    }

    @Test
    void aChannelIsAddedOverRestAndItsResultIsToldOnce() throws Exception {
        Chat channel = publicChannel();
        post(channel, "over rest");
        String body = "{\"address\":\"https://t.me/" + channel.username() + "\",\"requestId\":\"first\"}";

        var answer = scene.service().post("/v1/channels?chat=" + group.id(), body);
        ChannelAdded result = result();
        var again = scene.service().post("/v1/channels?chat=" + group.id(), body);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(answer.body());
        JsonNode request = JsonMapper.shared().readTree(answer.body());
        assertThat(request.path("requestId").asString()).isEqualTo(result.requestId());
        assertThat(request.path("address").asString()).isEqualTo("@" + channel.username());
        assertThat(result.outcome()).isEqualTo(ChannelOutcome.READING);
        assertThat(result.posts()).isEqualTo(1);
        assertThat(list()).hasSize(1);
        // Nothing of the request that came again stands before the result of the next one.
        assertThat(add("@nobody_has_this_" + number).outcome()).isEqualTo(ChannelOutcome.NOT_FOUND);
    }

    @Test
    void anAddressThatIsNoneIsRefusedOverRest() throws Exception {
        for (String body :
                List.of("{}", "{\"address\":\"night music\"}", "{\"address\":\"@night\",\"requestId\":\"a b\"}")) {
            var answer = scene.service().post("/v1/channels?chat=" + group.id(), body);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(JsonMapper.shared().readTree(answer.body()).path("code").asString())
                    .isEqualTo("input.bad");
        }
    }

    @Test
    void noMoreThanTheLimitOfPostsIsKept() throws Exception {
        Chat channel = publicChannel();
        IntStream.rangeClosed(1, LIMIT + 100).forEach(i -> post(channel, "Number " + i));

        assertThat(add(channel).posts()).isEqualTo(LIMIT);
        assertThat(search("number " + (LIMIT + 100))).hasSize(1);
        assertThat(search("number 3")).isEmpty();
    }

    @Test
    void aPrivateChannelIsJoinedByItsInviteLinkMoreThanOnce() throws Exception {
        Chat channel = privateChannel();
        post(channel, "hello");

        assertThat(add(SandboxTelegram.inviteLink(channel)).outcome()).isEqualTo(ChannelOutcome.READING);
        ChannelAdded again = add(SandboxTelegram.inviteLink(channel));

        assertThat(again.outcome()).isEqualTo(ChannelOutcome.READING);
        assertThat(again.posts()).isEqualTo(1);
        assertThat(list()).hasSize(1);
    }

    @Test
    void anUnknownNameIsNotFound() throws Exception {
        assertThat(add("@nobody_has_this_" + number).outcome()).isEqualTo(ChannelOutcome.NOT_FOUND);
        assertThat(list()).isEmpty();
    }

    @Test
    void aLinkToAPostOfAPrivateChannelNeedsAnInvite() throws Exception {
        Chat channel = privateChannel();
        assertThat(add("https://t.me/c/" + channel.channelId() + "/1").outcome())
                .isEqualTo(ChannelOutcome.PRIVATE);
    }

    @Test
    void aGroupAndAPersonAreNoChannels() throws Exception {
        Chat lounge = telegram.publicGroup();
        assertThat(add("@" + lounge.username()).outcome()).isEqualTo(ChannelOutcome.NOT_A_CHANNEL);
        assertThat(add(SandboxTelegram.inviteLink(lounge)).outcome()).isEqualTo(ChannelOutcome.NOT_A_CHANNEL);
        assertThat(add("@" + owner.username()).outcome()).isEqualTo(ChannelOutcome.NOT_A_CHANNEL);
    }

    @Test
    void aDeclinedJoinAndAGuardedOneAreNoSuccess() throws Exception {
        telegram.bot();
        Chat declining = publicChannel();
        telegram.world.chats().configure(declining.id(), rules -> rules.joinPolicy(JoinPolicy.DECLINE));
        Chat guarded = publicChannel();
        telegram.world.chats().configure(guarded.id(), rules -> rules.joinPolicy(JoinPolicy.GUARD));

        assertThat(add(declining).outcome()).isEqualTo(ChannelOutcome.DECLINED);
        assertThat(add(guarded).outcome()).isEqualTo(ChannelOutcome.GUARDED);
        assertThat(list()).isEmpty();
    }

    @Test
    void anExpiredInviteLinkIsToldAsSuch() throws Exception {
        Chat channel = privateChannel();
        String link = SandboxTelegram.inviteLink(channel);
        telegram.world.inviteLinks().renew(channel.id(), owner.id());
        assertThat(add(link).outcome()).isEqualTo(ChannelOutcome.LINK_EXPIRED);
    }

    @Test
    void aPendingApprovalIsToldAndSoIsTheApproval() throws Exception {
        Chat channel = privateChannel();
        post(channel, "waited for");
        telegram.world.chats().configure(channel.id(), rules -> rules.joinPolicy(JoinPolicy.APPROVAL));

        assertThat(add(SandboxTelegram.inviteLink(channel)).outcome()).isEqualTo(ChannelOutcome.PENDING);
        assertThat(list().path(0).path("pending").booleanValue()).isTrue();

        telegram.world.joining().approve(channel.id(), owner.id(), me.id());

        ChannelAdded approved = result();
        assertThat(approved.outcome()).isEqualTo(ChannelOutcome.READING);
        assertThat(approved.approved()).isTrue();
        assertThat(approved.posts()).isEqualTo(1);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(list()).hasSize(1);
            assertThat(list().path(0).path("pending").booleanValue()).isFalse();
        });
    }

    @Test
    void anApprovalIsToldAlthoughTheRequestWasLookedAtBefore() throws Exception {
        Chat channel = privateChannel();
        telegram.world.chats().configure(channel.id(), rules -> rules.joinPolicy(JoinPolicy.APPROVAL));
        assertThat(add(SandboxTelegram.inviteLink(channel)).outcome()).isEqualTo(ChannelOutcome.PENDING);
        long looks = telegram.server.requests("messages.checkChatInvite");
        telegram.server.cutNetwork();
        await().atMost(PATIENCE).until(scene.account()::disconnected);
        telegram.server.restoreNetwork();
        await().atMost(PATIENCE).until(() -> telegram.server.requests("messages.checkChatInvite") > looks);

        telegram.world.joining().approve(channel.id(), owner.id(), me.id());

        assertThat(result().approved()).isTrue();
    }

    @Test
    void aChannelThatTheAccountWasBannedFromHoldsUpNoOther() throws Exception {
        Chat lost = privateChannel();
        add(SandboxTelegram.inviteLink(lost));
        Chat kept = publicChannel();
        add(kept);
        telegram.world.members().ban(lost.id(), owner.id(), me.id());

        telegram.server.cutNetwork();
        await().atMost(PATIENCE).until(scene.account()::disconnected);
        post(kept, "meanwhile");
        telegram.server.restoreNetwork();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(search("meanwhile")).hasSize(1));
        assertThat(result().outcome()).isEqualTo(ChannelOutcome.LOST);
    }

    // The list went on naming it as read, and nobody was told.
    @Test
    void aChannelThatPutTheAccountOutIsToldOnceAndReadAgainOnceItIsAddedAgain() throws Exception {
        Chat channel = publicChannel();
        add(channel);

        telegram.world.members().ban(channel.id(), owner.id(), me.id());
        ChannelAdded lost = result();
        assertThat(lost.outcome()).isEqualTo(ChannelOutcome.LOST);
        assertThat(lost.title()).isEqualTo(channel.title());
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(list().path(0).path("lost").booleanValue()).isTrue());

        telegram.world.members().unban(channel.id(), owner.id(), me.id(), false);
        post(channel, "meanwhile");
        // Nothing that was told a second time stands before this result.
        assertThat(add(channel).outcome()).isEqualTo(ChannelOutcome.READING);
        assertThat(list().path(0).path("lost").booleanValue()).isFalse();
        assertThat(search("meanwhile")).hasSize(1);
    }

    @Test
    void aChannelIsReadAgainWhenTheAccountComesBackByItself() throws Exception {
        Chat channel = publicChannel();
        add(channel);
        telegram.world.members().ban(channel.id(), owner.id(), me.id());
        assertThat(result().outcome()).isEqualTo(ChannelOutcome.LOST);

        telegram.world.members().unban(channel.id(), owner.id(), me.id(), false);
        post(channel, "meanwhile");
        telegram.world.members().add(channel.id(), owner.id(), me.id());

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(list().path(0).path("lost").booleanValue()).isFalse();
            assertThat(search("meanwhile")).hasSize(1);
        });
    }

    @Test
    void aFullListTakesNoMore() throws Exception {
        for (int i = 0; i < PER_CHAT; i++) {
            assertThat(add(publicChannel()).outcome()).isEqualTo(ChannelOutcome.READING);
        }
        ChannelAdded refused = add(publicChannel());
        assertThat(refused.outcome()).isEqualTo(ChannelOutcome.LIST_FULL);
        assertThat(refused.posts()).isEqualTo(PER_CHAT);
    }

    @Test
    void aFloodThatIsTooLongIsTheResult() throws Exception {
        Chat channel = publicChannel();
        telegram.server.faults().floodWait("channels.joinChannel", 1, 7_200);
        try {
            ChannelAdded result = add(channel);

            assertThat(result.outcome()).isEqualTo(ChannelOutcome.FAILED);
            assertThat(result.failure().code()).isEqualTo(FailureCode.FLOOD_WAIT);
        } finally {
            scene.restart(); // the account would not join anything for two hours
        }
    }

    @Test
    void aRemovedChannelIsLeftAndItsPostsAreForgottenOnceNobodyHasIt() throws Exception {
        Chat channel = publicChannel();
        post(channel, "farewell");
        add(channel);
        remove(list().path(0).path("key").asString());

        assertThat(list()).isEmpty();
        await().atMost(PATIENCE)
                .until(() -> !telegram.world.chats().get(channel.id()).has(me.id()));
    }

    @Test
    void whatIsPostedEditedAndDeletedIsFollowed() throws Exception {
        Chat channel = publicChannel();
        add(channel);

        Message message = post(channel, "first draught");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(search("draught")).hasSize(1));
        telegram.world.messages().edit(channel.id(), owner.id(), message.id(), "second version", List.of(), null);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(search("version")).hasSize(1));
        assertThat(search("draught")).isEmpty();
        telegram.world.messages().delete(channel.id(), owner.id(), message.id());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(search("version")).isEmpty());
    }

    @Test
    void nothingOfWhatWasPostedEditedAndDeletedDuringAnOutageIsLost() throws Exception {
        Chat channel = publicChannel();
        Message kept = post(channel, "kept here");
        Message gone = post(channel, "gone soon");
        add(channel);

        telegram.server.cutNetwork();
        telegram.world.messages().edit(channel.id(), owner.id(), kept.id(), "kept otherwise", List.of(), null);
        telegram.world.messages().delete(channel.id(), owner.id(), gone.id());
        IntStream.rangeClosed(1, 30).forEach(i -> post(channel, "outage " + i));
        telegram.server.restoreNetwork();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(search("outage")).hasSize(20);
            assertThat(search("otherwise")).hasSize(1);
            assertThat(search("soon")).isEmpty();
            assertThat(list().path(0).path("posts").intValue()).isEqualTo(31);
        });
    }

    @Test
    void songsAreFoundByTheirTagsWithTheWordsBesideThem() throws Exception {
        Chat channel = publicChannel();
        var file = telegram.world
                .files()
                .store(NewFile.of("rain.mp3", "audio/mpeg", Content.of(new byte[2_000_000]))
                        .tagged("Summer Rain", "Müller", Duration.ofSeconds(61)));
        telegram.world
                .messages()
                .send(channel.id(), owner.id(), NewMessage.media(Media.Kind.AUDIO, file, "for the evening"));
        add(channel);

        JsonNode found = search("muller evening").get(0);

        assertThat(found.path("song").path("title").asString()).isEqualTo("Summer Rain");
        assertThat(found.path("song").path("artist").asString()).isEqualTo("Müller");
        assertThat(found.path("song").path("size").longValue()).isEqualTo(2_000_000);
        assertThat(found.path("link").asString()).isEqualTo("https://t.me/" + channel.username() + "/1");
    }

    @Test
    void aLinkInAPostThatHasNoSongIsOfferedForPlaying() throws Exception {
        Chat channel = publicChannel();
        String link = "https://youtu.be/abcdefghijk";
        post(channel, "hear the lantern " + link + " and join t.me/" + channel.username());
        post(channel, "join us t.me/" + channel.username());
        add(channel);

        JsonNode found = search("lantern").get(0);
        assertThat(found.path("plays").asString()).isEqualTo(link);
        assertThat(found.has("song")).isFalse();
        assertThat(search("us").get(0).has("plays")).isFalse();
        String post = "/v1/channels/songs/" + found.path("channel").longValue() + "/"
                + found.path("post").longValue();
        assertThat(get(post + "?chat=" + group.id()).path("plays").asString()).isEqualTo(link);
        assertThat(get(post + "?chat=-999999").has("plays")).isFalse();
        assertThat(get("/v1/channels/songs?limit=5&q=lantern&chat=" + group.id()))
                .isEmpty();
    }

    @Test
    void aChatFindsOnlyWhatIsInItsOwnList() throws Exception {
        Chat channel = publicChannel();
        post(channel, "confidential");
        add(channel);
        assertThat(search("confidential")).hasSize(1);
        assertThat(get("/v1/channels/posts?limit=5&q=confidential&chat=-999999"))
                .isEmpty();
    }

    @Test
    void aGroupThatBecomesASupergroupKeepsItsList() throws Exception {
        Chat channel = publicChannel();
        post(channel, "taken along");
        add(channel);
        Chat closed = privateChannel();
        telegram.world.chats().configure(closed.id(), rules -> rules.joinPolicy(JoinPolicy.APPROVAL));
        add(SandboxTelegram.inviteLink(closed));
        JsonNode before = list();
        ChatRef supergroup = ChatRef.of(group.id() - 1_000_000);

        scene.service().bean(JobPublisher.class).publish("move:" + number, new MoveChannels(group, supergroup));

        String listed = "/v1/channels?chat=" + supergroup.id();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(list()).isEmpty());
        assertThat(get(listed)).isEqualTo(before).hasSize(2);
        assertThat(get("/v1/channels/posts?limit=5&q=along&chat=" + supergroup.id()))
                .hasSize(1);
    }

    @Test
    void theEndpointsOfChannelsStandInTheDescriptionOfTheService() throws Exception {
        JsonNode paths = get("/v1/openapi.json").path("paths");

        assertThat(paths.propertyNames())
                .contains(
                        "/v1/channels",
                        "/v1/channels/{key}",
                        "/v1/channels/posts",
                        "/v1/channels/songs",
                        "/v1/channels/songs/{channel}/{post}",
                        "/v1/channels/sounds/{channel}/{post}");
        JsonNode adding = paths.path("/v1/channels").path("post");
        assertThat(adding.path("requestBody").toString()).contains("#/components/schemas/NewChannel");
        assertThat(adding.path("responses").propertyNames()).contains("202");
        JsonNode search = paths.path("/v1/channels/posts").path("get");
        assertThat(search.path("operationId").asString()).isEqualTo("ChannelsApi.posts");
        assertThat(search.path("parameters")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .containsExactly("chat", "q", "limit");
        assertThat(search.path("responses").path("200").toString()).contains("#/components/schemas/PostView");
        assertThat(paths.path("/v1/channels/{key}")
                        .path("delete")
                        .path("responses")
                        .propertyNames())
                .contains("204");
    }

    @Test
    void aSearchWithoutWordsIsRefusedWithAProblem() throws Exception {
        JsonNode problem = get("/v1/channels/posts?limit=5&q=%20&chat=" + group.id());
        assertThat(problem.path("code").asString()).isEqualTo("input.bad");
    }

    private Chat publicChannel() {
        return telegram.world
                .chats()
                .createChannel("Night " + number, "night_" + NUMBERS.incrementAndGet(), owner.id());
    }

    private Chat privateChannel() {
        return telegram.world.chats().createChannel("Secret " + number, null, owner.id());
    }

    private Message post(Chat channel, String text) {
        return telegram.world.messages().send(channel.id(), owner.id(), NewMessage.text(text));
    }

    private ChannelAdded add(Chat channel) {
        return add("@" + channel.username());
    }

    private ChannelAdded add(String address) {
        String id = "tg:" + NUMBERS.incrementAndGet();
        scene.service()
                .bean(JobPublisher.class)
                .publish(
                        id,
                        new AddChannel(
                                id,
                                group,
                                new Requester(7, "Alice"),
                                ChannelAddress.read(address).orElseThrow()));
        ChannelAdded result = result();
        assertThat(result.requestId()).isEqualTo(id);
        return result;
    }

    /** Takes the next result of this chat, as bot-gateway would. */
    private ChannelAdded result() {
        var queue = scene.service().bean(JobQueue.class);
        ClaimedJob job = await().atMost(PATIENCE)
                .until(() -> queue.claim(Queues.GATEWAY, "test", Duration.ofMinutes(1)), Optional::isPresent)
                .orElseThrow();
        queue.complete(job);
        ChannelAdded result = JsonMapper.shared().readValue(job.payload(), ChannelAdded.class);
        assertThat(result.chat()).isEqualTo(group);
        return result;
    }

    private JsonNode list() throws IOException, InterruptedException {
        return get("/v1/channels?chat=" + group.id());
    }

    private JsonNode search(String words) throws IOException, InterruptedException {
        return get("/v1/channels/posts?limit=20&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&chat="
                + group.id());
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(scene.service().get(path));
    }

    private void remove(String key) throws IOException, InterruptedException {
        var answer = scene.service()
                .send(HttpRequest.newBuilder(scene.service().uri("/v1/channels/" + key + "?chat=" + group.id()))
                        .header("Authorization", "Bearer " + RunningService.TOKEN)
                        .DELETE());
        assertThat(answer.statusCode()).isEqualTo(204);
    }
}
