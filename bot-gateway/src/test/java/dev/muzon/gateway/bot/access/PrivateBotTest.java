package dev.muzon.gateway.bot.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeAssistantService;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.FakePlayerService;
import dev.muzon.gateway.support.Players;
import dev.muzon.testkit.MongoFixture;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A gateway that serves its owner and admitted groups only. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PrivateBotTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private static final FakeBotApi TELEGRAM = new FakeBotApi();
    private static final FakePlayerService PLAYER = new FakePlayerService();
    private static final FakeAssistantService ASSISTANTS = new FakeAssistantService();
    private static final long OWNER = 77;
    private static final long STRANGER = 9;
    private static final long LISTED = -4700;
    private static final AtomicLong GROUPS = new AtomicLong(-5000);
    private static final String SENTENCE = "I am a private bot";

    private final long group = GROUPS.decrementAndGet();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.mongodb.uri", MONGO::uri);
        settings.add("muzon.internal-token", () -> "0123456789abcdef0123456789abcdef");
        settings.add("muzon.telegram.api-url", TELEGRAM::url);
        settings.add("muzon.telegram.token", () -> FakeBotApi.TOKEN);
        settings.add("muzon.services.voice-call-service", PLAYER::url);
        settings.add("muzon.services.assistant-service", ASSISTANTS::url);
        settings.add("OWNER_ID", () -> "5," + OWNER);
        settings.add("PRIVATE_BOT_MODE", () -> "True");
        settings.add("ALLOWED_CHATS", () -> LISTED + ",@jazz_club");
    }

    @AfterAll
    static void close() {
        TELEGRAM.close();
        PLAYER.close();
        ASSISTANTS.close();
    }

    @Test
    void aGroupThatIsNotAdmittedHearsOneSentenceAndNothingIsQueuedForIt() {
        for (String said : List.of("/play nocturne", "/help", "/stop")) {
            TELEGRAM.say(group, STRANGER, "ru", said);
        }
        TELEGRAM.say(group, OWNER, "ru", "/ping");

        await().untilAsserted(() -> assertThat(said(group)).anyMatch(text -> text.contains("Понг")));
        assertThat(said(group)).hasSize(2).anyMatch(text -> text.contains("Это закрытый бот"));
        assertThat(requestsOf(group)).isZero();
    }

    @Test
    void aStrangersPrivateChatHearsOneSentence() {
        TELEGRAM.say(STRANGER, STRANGER, "en", "/start");
        TELEGRAM.say(STRANGER, STRANGER, "en", "/help");
        TELEGRAM.say(OWNER, OWNER, "en", "/ping");

        await().untilAsserted(() -> assertThat(said(OWNER)).anyMatch(text -> text.contains("Pong")));
        await().untilAsserted(() -> assertThat(said(STRANGER)).hasSize(1));
        assertThat(said(STRANGER).getFirst()).contains(SENTENCE);
    }

    @Test
    void aStrangerWhoAddsTheBotReadsThatItIsPrivate() {
        TELEGRAM.update("my_chat_member", """
                {"chat": {"id": %d, "type": "supergroup", "title": "Jazz"}, "date": 1700000000,
                 "from": {"id": 9, "is_bot": false, "first_name": "Stranger", "language_code": "en"},
                 "old_chat_member": {"status": "left", "user": {"id": 42, "is_bot": true, "first_name": "Muzon"}},
                 "new_chat_member": {"status": "member", "user": {"id": 42, "is_bot": true, "first_name": "Muzon"}}}
                """.formatted(group));
        await().untilAsserted(() -> assertThat(said(group)).hasSize(1));
        assertThat(said(group).getFirst()).contains(SENTENCE);
    }

    @Test
    void aStrangersWordsInPrivateAreAnsweredWithTheSentence() {
        long stranger = -group;
        TELEGRAM.say(stranger, stranger, "en", "sing for me");
        await().untilAsserted(() -> assertThat(said(stranger)).hasSize(1));
        assertThat(said(stranger).getFirst()).contains(SENTENCE);
    }

    @Test
    void aListedGroupIsServed() {
        TELEGRAM.say(LISTED, STRANGER, "en", "/ping");

        await().untilAsserted(() -> assertThat(said(LISTED)).anyMatch(text -> text.contains("Pong")));
        assertThat(said(LISTED)).noneMatch(text -> text.contains(SENTENCE));
    }

    @Test
    void aPressOnAButtonIsAnsweredWithTheSentence() {
        TELEGRAM.press(group, STRANGER, 3, "card:1:x");

        await().untilAsserted(() -> assertThat(TELEGRAM.calls("answercallbackquery"))
                .anyMatch(call -> call.text().contains(SENTENCE)));
    }

    @Test
    void theOwnerAdmitsAGroupAndTakesThatBack() {
        TELEGRAM.say(group, OWNER, "en", "/allow");
        await().untilAsserted(() -> assertThat(said(group)).hasSize(1));
        TELEGRAM.say(group, STRANGER, "en", "/ping");
        await().untilAsserted(() -> assertThat(said(group)).anyMatch(text -> text.contains("Pong")));

        TELEGRAM.say(group, OWNER, "en", "/forbid");
        await().untilAsserted(() -> assertThat(said(group)).hasSize(3));
        TELEGRAM.say(group, STRANGER, "en", "/ping");
        await().untilAsserted(() -> assertThat(said(group)).hasSize(4));
        assertThat(said(group).getLast()).contains(SENTENCE);
        assertThat(jobs(new Document("type", "player.stop").append("key", Long.toString(group))))
                .as("what played there ends")
                .isOne();
    }

    @Test
    void anAdmittedGroupStaysSoAsASupergroup() {
        long supergroup = group - 1_000_000;
        TELEGRAM.say(group, OWNER, "en", "/allow");
        await().untilAsserted(() -> assertThat(said(group)).hasSize(1));
        PLAYER.shows(Players.idle(group, 1, Instant.now()));
        PLAYER.shows(Players.idle(LISTED, 1, Instant.now()));
        upgrade(group, supergroup);
        upgrade(LISTED, LISTED - 1_000_000);

        for (long chat : List.of(supergroup, LISTED - 1_000_000)) {
            await().untilAsserted(() -> assertThat(MONGO.database()
                            .getCollection("chats")
                            .countDocuments(new Document("_id", chat).append("allowed", true)))
                    .isOne());
            TELEGRAM.say(chat, STRANGER, "en", "/ping");
            await().untilAsserted(() -> assertThat(said(chat)).anyMatch(text -> text.contains("Pong")));
        }
    }

    @Test
    void onlyTheOwnerAdmitsAGroup() {
        TELEGRAM.member(LISTED, STRANGER, "administrator");
        TELEGRAM.say(LISTED, STRANGER, "en", "/forbid@MuzonBot");

        await().untilAsserted(
                        () -> assertThat(said(LISTED)).anyMatch(text -> text.contains("Only my owner can do that")));
        TELEGRAM.say(LISTED, OWNER, "en", "/forbid");
        await().untilAsserted(() -> assertThat(said(LISTED)).anyMatch(text -> text.contains("ALLOWED_CHATS")));
    }

    @Test
    void helpNamesTheOwnersCommandsToTheOwnerOnly() {
        TELEGRAM.say(LISTED, OWNER, "en", "/help");
        await().untilAsserted(() -> assertThat(said(LISTED)).anyMatch(text -> text.contains("/forbid —")));

        TELEGRAM.say(LISTED, STRANGER, "en", "/помощь");
        await().untilAsserted(() -> assertThat(said(LISTED))
                .anyMatch(text -> text.contains("/play (/p) —") && !text.contains("/forbid —")));
        assertThat(TELEGRAM.calls("setmycommands"))
                .isNotEmpty()
                .noneMatch(call -> call.body().toString().contains("\"forbid\""));
    }

    @Test
    void anAssistantIsLetInOnlyWhereTheBotServesSomebody() {
        joinRequest(LISTED);
        await().untilAsserted(() -> assertThat(approvals(LISTED)).isOne());

        joinRequest(group);
        TELEGRAM.say(group, OWNER, "en", "/ping");
        await().untilAsserted(() -> assertThat(said(group)).hasSize(1));
        assertThat(approvals(group)).isZero();

        joinRequest(group);
        await().untilAsserted(() -> assertThat(approvals(group)).isOne());
    }

    private static void joinRequest(long chat) {
        TELEGRAM.update("chat_join_request", """
                {"chat": {"id": %d, "type": "supergroup", "title": "Jazz"},
                 "from": {"id": %d, "is_bot": false, "first_name": "Muzon"},
                 "user_chat_id": 1, "date": 1764172800}""".formatted(chat, FakeAssistantService.ASSISTANT));
    }

    private static void upgrade(long chat, long supergroup) {
        TELEGRAM.update("message", """
                {"message_id": 1, "date": 1764172800, "migrate_to_chat_id": %d,
                 "chat": {"id": %d, "type": "group", "title": "Jazz"},
                 "from": {"id": 9, "is_bot": false, "first_name": "S"}}""".formatted(supergroup, chat));
    }

    private static long approvals(long chat) {
        return TELEGRAM.calls("approvechatjoinrequest").stream()
                .filter(call -> call.chatId() == chat)
                .count();
    }

    private static List<String> said(long chat) {
        return TELEGRAM.calls("sendmessage").stream()
                .filter(call -> call.chatId() == chat)
                .map(FakeBotApi.Call::text)
                .toList();
    }

    private static long requestsOf(long chat) {
        return jobs(new Document("type", "track.resolve")
                .append("payload", new Document("$regex", "\"id\":" + chat + "\\b")));
    }

    private static long jobs(Bson which) {
        return MONGO.database().getCollection("jobs").countDocuments(which);
    }
}
