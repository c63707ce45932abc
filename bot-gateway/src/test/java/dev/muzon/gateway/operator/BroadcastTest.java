package dev.muzon.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.bot.chat.Blocklist;
import dev.muzon.gateway.bot.update.LeadershipBegan;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

class BroadcastTest extends GatewayTest {
    private static final String WORDS = "Back at <nine> & on time";
    private static final String SHOWN = "Back at &lt;nine&gt; &amp; on time";

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private Blocklist blocklist;

    @Autowired
    private BroadcastSender sender;

    private final long other = chat - 500_000_000;
    private final long former = chat - 600_000_000;
    private final int before = telegram.calls("sendmessage").size();

    @BeforeEach
    void twoGroups() {
        mongo.remove(new Query(), "chats");
        mongo.remove(new Query(), "broadcasts");
        know(chat, true);
        know(other, true);
        know(former, false);
    }

    @Test
    void sendsToEveryGroupOnceItIsConfirmedAndCounts() {
        var draft = draft();
        assertThat(draft.text()).isEqualTo("📣 <b>Shall I send this to 2 groups?</b>\n\n" + SHOWN);
        assertThat(told(chat)).isEmpty();

        press(OWNER, "send");
        press(OWNER, "send");

        await().untilAsserted(() -> assertThat(told(OWNER)).last().isEqualTo("📣 2 groups have your message."));
        assertThat(told(chat)).containsExactly(SHOWN);
        assertThat(told(other)).containsExactly(SHOWN);
        assertThat(told(former)).isEmpty();
    }

    // "Shall I send this to 0 groups?" was asked.
    @Test
    void withoutAGroupNothingIsAskedFor() {
        mongo.remove(new Query(), "chats");

        assertThat(draft().text()).isEqualTo("I serve no group yet.");
        assertThat(mongo.findAll(Broadcast.class)).isEmpty();
    }

    // It was asked about two groups, and three got it.
    @Test
    void aGroupThatCameAfterTheQuestionIsLeftOut() {
        draft();
        long added = chat - 700_000_000;
        know(added, true);

        press(OWNER, "send");

        await().untilAsserted(() -> assertThat(told(OWNER)).last().isEqualTo("📣 2 groups have your message."));
        assertThat(told(chat)).containsExactly(SHOWN);
        assertThat(told(added)).isEmpty();
    }

    @Test
    void asksOnlyAboutGroupsThatItSendsTo() {
        blocklist.block(other, 1);
        assertThat(draft().text()).startsWith("📣 <b>Shall I send this to 1 group?</b>");
        blocklist.unblock(other);
    }

    @Test
    void leavesOutBlockedGroupsAndCountsThoseThatRefuse() {
        blocklist.block(other, 1);
        telegram.in(chat).refuseNext("sendmessage", 403, "Forbidden: bot was kicked from the supergroup chat");
        draft();
        press(OWNER, "send");
        await().untilAsserted(() ->
                assertThat(told(OWNER)).last().isEqualTo("📣 0 groups have your message. 1 could not get it."));
        assertThat(told(other)).isEmpty();
        blocklist.unblock(other);
    }

    @Test
    void sendsNothingAfterItWasCancelled() {
        draft();
        press(OWNER, "cancel");
        await().untilAsserted(() -> assertThat(telegram.calls("editmessagetext"))
                .last()
                .extracting(FakeBotApi.Call::text)
                .asString()
                .startsWith("✖️ <b>I did not send this.</b>"));
        seenToasts(() -> press(OWNER, "send"));
        assertThat(toast().text()).isEqualTo("That is decided already.");
        assertThat(told(chat)).isEmpty();
    }

    @Test
    void isConfirmedByNobodyElse() {
        draft();
        seenToasts(() -> press(STRANGER, "send"));
        assertThat(toast().text()).isNotEmpty();
        assertThat(told(chat)).isEmpty();
    }

    @Test
    void goesOnAfterARestartWithTheGroupsThatAreLeft() {
        draft();
        long done = Math.min(chat, other);
        mongo.updateFirst(
                new Query(),
                Update.update("state", "RUNNING").set("after", done).set("sent", 1),
                Broadcast.class);
        sender.began(new LeadershipBegan());
        await().untilAsserted(() -> assertThat(told(OWNER)).last().isEqualTo("📣 2 groups have your message."));
        assertThat(told(done)).isEmpty();
        assertThat(told(Math.max(chat, other))).containsExactly(SHOWN);
    }

    // A press whose answer from the store came too late had begun it, and nobody sent it.
    @Test
    void aBroadcastThatNobodySendsIsTakenUp() {
        draft();
        mongo.updateFirst(new Query(), Update.update("state", "RUNNING"), Broadcast.class);
        sender.resume();
        await().untilAsserted(() -> assertThat(told(OWNER)).last().isEqualTo("📣 2 groups have your message."));
        assertThat(told(chat)).containsExactly(SHOWN);
        assertThat(told(other)).containsExactly(SHOWN);
    }

    // A group that a gateway had chosen when it ended was neither sent to nor counted.
    @Test
    void aGroupThatAnEndingGatewayLeftOutCountsAsMissed() {
        draft();
        long left = Math.min(chat, other);
        mongo.updateFirst(
                new Query(),
                Update.update("state", "RUNNING").set("after", left).set("open", left),
                Broadcast.class);
        sender.resume();
        await().untilAsserted(() ->
                assertThat(told(OWNER)).last().isEqualTo("📣 1 group has your message. 1 could not get it."));
        assertThat(told(left)).isEmpty();
    }

    // The operator's message said "I am sending this" for good.
    @Test
    void anEndThatTheStoreNotedTooLateIsTold() {
        draft();
        mongo.updateFirst(
                new Query(), Update.update("state", "ENDED").set("sent", 2).set("untold", true), Broadcast.class);
        sender.resume();
        await().untilAsserted(() -> assertThat(told(OWNER)).last().isEqualTo("📣 2 groups have your message."));
        await().untilAsserted(() -> assertThat(Objects.requireNonNull(mongo.findOne(new Query(), Broadcast.class))
                        .untold())
                .isNull());
    }

    @Test
    void isTakenInPrivateOnlyAndTellsHowItIsUsed() {
        telegram.say(chat, OWNER, "en", "/broadcast " + WORDS);
        await().untilAsserted(() -> assertThat(told(chat)).containsExactly("I take that only in private."));
        telegram.say(OWNER, OWNER, "en", "/broadcast");
        await().untilAsserted(() -> assertThat(told(OWNER)).last().asString().contains("after the command"));
        telegram.say(STRANGER, STRANGER, "en", "/broadcast " + WORDS);
        telegram.say(OWNER, OWNER, "en", "/ping");
        await().untilAsserted(() -> assertThat(told(OWNER)).last().asString().contains("Pong"));
        assertThat(mongo.count(new Query(), Broadcast.class)).isZero();
    }

    private FakeBotApi.Call draft() {
        telegram.say(OWNER, OWNER, "en", "/broadcast " + WORDS);
        await().untilAsserted(() -> assertThat(told(OWNER)).isNotEmpty());
        return telegram.calls("sendmessage").getLast();
    }

    private void press(long user, String action) {
        String id = Objects.requireNonNull(mongo.findOne(new Query(), Broadcast.class))
                .id();
        telegram.press(user, user, 4, "broadcast:" + id + ":" + action);
    }

    private List<String> told(long to) {
        return telegram.calls("sendmessage").stream()
                .skip(before)
                .filter(call -> call.chatId() == to)
                .map(FakeBotApi.Call::text)
                .toList();
    }

    private void know(long id, boolean active) {
        mongo.upsert(
                Query.query(Criteria.where("_id").is(id)),
                Update.update("kind", "GROUP").set("active", active),
                "chats");
    }
}
