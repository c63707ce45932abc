package dev.muzon.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.channel.ChannelOutcome;
import dev.muzon.protocol.channel.ChannelView;
import dev.muzon.protocol.channel.PostView;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.ChannelAdded;
import dev.muzon.protocol.job.Queues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Channels in a group, from the command to the result. */
class ChannelWingTest extends GatewayTest {
    private static final ChannelAddress NIGHT = new ChannelAddress("@night_music");
    private static final ChannelView LISTED =
            new ChannelView("c1", "Night & Day", "night_music", NIGHT, 214, false, false);
    private static final ChannelView PENDING =
            new ChannelView("p2", null, null, new ChannelAddress("+AbCdEfGh12"), 0, true, false);

    @Autowired
    private JobQueue jobs;

    @BeforeEach
    void promote() {
        telegram.administrator(chat, requester);
    }

    @Test
    void addingAChannelIsAcknowledgedAtOnceAndLeftToAJob() {
        int update = say("en", "/add_channel https://t.me/Night_Music");

        assertThat(reply()).startsWith("📡 I'm on my way to t.me/night_music.");
        ClaimedJob job = claimed();
        assertThat(job.id()).isEqualTo(requestId(update));
        assertThat(job.type()).isEqualTo("channel.add");
        assertThat(JsonMapper.shared().readTree(job.payload()).path("address").asString())
                .isEqualTo("@night_music");
    }

    @Test
    void aMemberWhoIsNoAdminAddsAndRemovesNothing() {
        telegram.member(chat, requester, "member");
        say("en", "/add_channel @night_music");
        reply();
        assertThat(job()).isEmpty();
        assistants.lists(chat, LISTED);
        say("en", "/remove_channel 1");
        reply();
        assertThat(assistants.removed()).doesNotContain(chat + "/c1");
    }

    // The question named nothing wrong, as if nothing had been said.
    @ParameterizedTest
    @CsvSource({
        "en, @abc, '" + "The public name of a channel has 4 to 32 characters, and this one has 3.\n" + "Which channel'",
        "ru, @музыка, '"
                + "Имя канала начинается с латинской буквы, в нём только латинские буквы, цифры и _.\n"
                + "Какой канал'"
    })
    void aNameThatNoChannelHasWasRefusedWithoutAReason(String language, String name, String answer) {
        say(language, "/add_channel " + name);
        assertThat(reply()).contains("\n" + answer);
    }

    @ParameterizedTest
    @CsvSource({"en, Which channel", "ru, Какой канал"})
    void addingWithoutAnAddressIsAnsweredWithHowToUseIt(String language, String answer) {
        say(language, "/add_channel");
        assertThat(reply()).startsWith(answer).contains("<code>/add_channel @");
    }

    // "1 post. /channel_search finds them." And "I joined" was said of a channel that was on the list already.
    @ParameterizedTest
    @CsvSource({
        "en, '✅ I read <b>Night &amp; Day</b> for this chat: 1 post. /channel_search finds it.'",
        "ru, '✅ Читаю <b>Night &amp; Day</b> для этого чата: 1 пост. Найти его поможет /channel_search.'"
    })
    void oneFoundPostWasSeveral(String language, String answer) {
        int update = say(language, "/add_channel @night_music");
        reply();
        int before = sent().size();
        publisher.publish(
                "channel-added:" + requestId(update),
                result(requestId(update), ChannelOutcome.READING, 1, false, null));
        await().untilAsserted(() -> assertThat(sent()).hasSize(before + 1));
        assertThat(sent().getLast().text()).isEqualTo(answer);
    }

    // "I'll tell you here how it went" stood below the result for good, and nothing followed.
    @Test
    void theAcknowledgementThatWaitedCameBehindTheResult() {
        telegram.in(chat).floodNext("sendMessage", 2);
        int update = say("en", "/add_channel @night_music");
        assertThat(reply()).startsWith("📡"); // refused, so that nobody reads it yet

        publisher.publish(
                "channel-added:" + requestId(update),
                result(requestId(update), ChannelOutcome.READING, 214, false, null));
        await().untilAsserted(() -> assertThat(sent())
                .last()
                .satisfies(message -> assertThat(message.text()).startsWith("✅")));
        telegram.say(chat, requester, "en", "/ping");

        await().untilAsserted(() -> assertThat(sent())
                .last()
                .satisfies(message -> assertThat(message.text()).startsWith("🏓")));
        assertThat(sent())
                .filteredOn(message -> message.text().startsWith("📡"))
                .hasSize(1);
    }

    @Test
    void theResultIsToldOnceAsAnAnswerToTheRequest() {
        int update = say("en", "/add_channel @night_music");
        reply();
        int before = sent().size();
        var result = result(requestId(update), ChannelOutcome.READING, 214, false, null);

        publisher.publish("channel-added:" + requestId(update), result);
        await().untilAsserted(() -> assertThat(sent()).hasSize(before + 1));
        publisher.publish("channel-added-again:" + requestId(update), result);
        publisher.publish(
                "channel-approved:" + requestId(update),
                result(requestId(update), ChannelOutcome.READING, 215, true, null));

        await().untilAsserted(() -> assertThat(sent()).hasSize(before + 2));
        assertThat(sent().get(before).text())
                .isEqualTo("✅ I read <b>Night &amp; Day</b> for this chat: 214 posts. /channel_search finds them.");
        assertThat(sent().get(before).body().at("/reply_parameters/message_id").intValue())
                .isPositive();
        assertThat(sent().getLast().text()).startsWith("✅ I was let into <b>Night &amp; Day</b> and read it: 215");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        not-found, There is no t.me/night_music.
        private, That channel is private. I need an invite link
        pending, An admin of that channel has to approve
        not-a-channel, is not a channel but
        link-expired, That invite link does not work
        declined, was declined
        guarded, A bot checks who joins
        banned, I am banned in that channel
        account-full, as many channels and groups
        list-full, I read 3 channels
        """)
    void everyResultHasItsOwnWords(String outcome, String words) {
        var result = JsonMapper.shared().readValue("\"" + outcome + "\"", ChannelOutcome.class);
        tell(result, 3, null);
        assertThat(reply()).contains(words);
    }

    @Test
    void aFailureIsToldWithItsReason() {
        tell(
                ChannelOutcome.FAILED,
                0,
                Failure.floodWait("429", Duration.ofMinutes(20), Failure.FloodWait.Scope.ACCOUNT));
        assertThat(reply()).contains("Telegram wants me to wait 20");
        tell(ChannelOutcome.FAILED, 0, Failure.of(FailureCode.NO_ASSISTANT, "none"));
        await().untilAsserted(() -> assertThat(reply()).contains("no assistant account is logged in"));
        tell(ChannelOutcome.FAILED, 0, Failure.of(FailureCode.STORE_UNAVAILABLE, "away"));
        await().untilAsserted(() -> assertThat(reply()).contains("a part of me does not answer"));
        tell(ChannelOutcome.LIST_FULL, 0, null);
        await().untilAsserted(() -> assertThat(reply()).contains("switched off"));
    }

    @Test
    void theListNamesChannelsAndRequestsThatWait() {
        assistants.lists(chat, LISTED, PENDING);
        say("en", "/my_channels");
        assertThat(reply())
                .contains(
                        "\n1. <b>Night &amp; Day</b> · t.me/night_music · 214 posts",
                        "\n2. t.me/… · ⏳ waits for approval");
    }

    // "I read no channel" came two seconds after "I read Night & Day", because it was written before and waited.
    @Test
    void aListThatWaitedContradictsNothingThatWasToldMeanwhile() {
        CountDownLatch held = telegram.in(chat).holdNext("sendMessage");
        say("en", "/ping");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        say("en", "/my_channels");
        await().until(() -> telegram.unconfirmed() == 0);
        assistants.lists(chat, LISTED);
        held.countDown();

        await().untilAsserted(() -> assertThat(reply()).contains("1. <b>Night &amp; Day</b>"));
    }

    // The list went on naming a channel as read that had banned the account.
    @Test
    void aChannelThatPutTheAccountOutIsToldAndNamedInTheList() {
        int update = say("en", "/add_channel @night_music");
        reply();
        publisher.publish(
                "channel-added:" + requestId(update),
                result(requestId(update), ChannelOutcome.READING, 214, false, null));
        await().untilAsserted(() -> assertThat(reply()).startsWith("✅ I read <b>"));
        publisher.publish(
                "channel-lost:" + requestId(update), result(requestId(update), ChannelOutcome.LOST, 0, false, null));
        await().untilAsserted(() -> assertThat(reply())
                .startsWith("⚠️ I was put out of <b>Night &amp; Day</b>")
                .endsWith("t.me/night_music"));

        assistants.lists(chat, new ChannelView("c1", "Night & Day", "night_music", NIGHT, 214, false, true));
        say("en", "/my_channels");
        assertThat(reply()).contains("1. Night &amp; Day · ⚠️ I was put out");
    }

    @Test
    void anEmptyListSaysHowToAddAChannel() {
        say("ru", "/каналы");
        assertThat(reply()).contains("<code>/add_channel @имя</code>");
    }

    @ParameterizedTest
    @CsvSource({"1", "@Night_Music", "https://t.me/night_music/12"})
    void aChannelIsRemovedByItsNumberOrItsName(String wanted) {
        assistants.lists(chat, LISTED, PENDING);
        say("en", "/remove_channel " + wanted);
        assertThat(reply()).isEqualTo("✅ I no longer read <b>Night &amp; Day</b> for this chat.");
        assertThat(assistants.removed()).contains(chat + "/c1");
    }

    @ParameterizedTest
    @CsvSource({"7", "@another_one", "nonsense here"})
    void whatIsNotOnTheListIsNotRemoved(String wanted) {
        assistants.lists(chat, LISTED);
        say("en", "/remove_channel " + wanted);
        assertThat(reply()).startsWith("That channel is not in the list.");
        assertThat(assistants.removed()).doesNotContain(chat + "/c1");
    }

    @Test
    void aSearchListsPostsWithLinksAndDays() {
        assistants.finds(
                chat,
                "rain song",
                new PostView(
                        -100,
                        "Night",
                        1,
                        Instant.parse("2030-01-02T03:04:05Z"),
                        "<Rain> at night",
                        "https://t.me/night/1",
                        null),
                new PostView(
                        -100,
                        "Secret",
                        2,
                        Instant.parse("2030-01-01T03:04:05Z"),
                        "",
                        null,
                        new PostView.Song("Rain", "Band", Duration.ofSeconds(61), 5)));
        say("en", "/channel_search rain song");
        assertThat(reply()).startsWith("""
            📡 <b>rain song</b>
            1. <a href="https://t.me/night/1">&lt;Rain&gt; at night</a> · Night · 2030-01-02
            2. 🎵 Band – Rain · 1:01 · Secret · 2030-01-01\
            """);
        JsonNode keyboard = sent().getLast().body().at("/reply_markup/inline_keyboard");
        assertThat(keyboard).hasSize(1);
        assertThat(keyboard.at("/0/0/text").asString()).isEqualTo("2. Band – Rain");
        assertThat(keyboard.at("/0/0/callback_data").asString()).isEqualTo("pick:-100/2");
    }

    @Test
    void aLinkInAPostWithoutASongHasAButtonThatPlaysThePost() {
        Instant day = Instant.parse("2030-01-02T03:04:05Z");
        assistants.finds(
                chat,
                "lantern",
                new PostView(-100, "Night", 1, day, "Only words", null, null),
                new PostView(-100, "Night", 2, day, "Lantern live", null, null, "https://youtu.be/abcdefghijk"),
                new PostView(-100, "Night", 3, day, "", null, null, "https://a.example/b.mp3"));
        say("en", "/channel_search lantern");
        reply();
        JsonNode keyboard = sent().getLast().body().at("/reply_markup/inline_keyboard");
        assertThat(keyboard).hasSize(2);
        assertThat(keyboard.at("/0/0/text").asString()).isEqualTo("2. Lantern live · youtu.be");
        assertThat(keyboard.at("/0/0/callback_data").asString()).isEqualTo("pick:-100/2");
        assertThat(keyboard.at("/1/0/text").asString()).isEqualTo("3. a.example");
    }

    @Test
    void aPostFoundInPrivatePlaysAtOnceInTheOnlyGroupOfThePerson() {
        inOneGroup();
        assistants.finds(requester, "lantern", song("https://t.me/night/2"));
        telegram.say(requester, requester, "en", "/channel_search lantern");
        await().untilAsserted(() -> assertThat(privately()).hasSize(1));
        String data = privately()
                .getFirst()
                .body()
                .at("/reply_markup/inline_keyboard/0/0/callback_data")
                .asString();
        assertThat(data).isEqualTo("pickin:-100/2");

        telegram.press(requester, requester, 77, data);

        assertThat(asked()).contains("\"by\":\"link\"", "https://t.me/night/2", "\"id\":" + requester);
        await().untilAsserted(() -> assertThat(privately()).hasSize(2));
        assertThat(privately().getLast().text())
                .isEqualTo("▶️ I look for it, and it plays in <b>Jazz &amp; &lt;b&gt;Friends&lt;/b&gt;</b>.");
    }

    @Test
    void aPostFoundInPrivateIsAskedForAsThatPostWhereTheGroupHasItsChannel() {
        inOneGroup();
        assistants.finds(requester, "lantern", song(null));
        assistants.finds(chat, "lantern", song(null));

        telegram.press(requester, requester, 77, "pickin:" + chat + ":-100/2");

        assertThat(asked()).contains("\"by\":\"post\",\"channel\":-100,\"post\":2");
    }

    @Test
    void aSongOfAPrivateChannelLeavesThePrivateChatForNoGroupWithoutThatChannel() {
        inOneGroup();
        assistants.finds(requester, "lantern", song(null));

        telegram.press(requester, requester, 77, "pickin:-100/2");

        await().untilAsserted(() -> assertThat(privately()).hasSize(1));
        assertThat(privately().getFirst().text()).startsWith("That channel is private.");
    }

    @Test
    void aPersonOfTwoGroupsChoosesOne() {
        inOneGroup();
        long other = chat - 5_000_000;
        telegram.member(other, requester, "member");
        telegram.say(other, requester, "en", "/my_channels");
        await().untilAsserted(() -> assertThat(telegram.calls("sendmessage")).anyMatch(call -> call.chatId() == other));
        assistants.finds(requester, "lantern", song("https://t.me/night/2"));

        telegram.press(requester, requester, 77, "pickin:-100/2");

        await().untilAsserted(() -> assertThat(privately()).hasSize(1));
        assertThat(privately().getFirst().text()).isEqualTo("In which group shall I play it?");
        JsonNode keyboard = privately().getFirst().body().at("/reply_markup/inline_keyboard");
        assertThat(keyboard)
                .extracting(row -> row.at("/0/callback_data").asString())
                .containsExactly("pickin:" + other + ":-100/2", "pickin:" + chat + ":-100/2");
        telegram.press(requester, requester, 78, "pickin:" + chat + ":-100/2");
        assertThat(asked()).contains("https://t.me/night/2");
    }

    @Test
    void aGroupInWhichThePersonIsNotIsNotPlayedIn() {
        inOneGroup();
        assistants.finds(requester, "lantern", song("https://t.me/night/2"));

        telegram.press(requester, requester, 77, "pickin:-4242:-100/2");

        await().untilAsserted(() -> assertThat(privately()).hasSize(1));
        assertThat(privately().getFirst().text()).startsWith("I know of no group");
    }

    private void inOneGroup() {
        telegram.outsider(requester);
        telegram.member(chat, requester, "member");
        say("en", "/my_channels");
        reply();
    }

    private static PostView song(String link) {
        var song = new PostView.Song("Lantern", null, Duration.ofSeconds(61), 5);
        return new PostView(-100, "Night", 2, Instant.parse("2030-01-02T03:04:05Z"), "", link, song);
    }

    private List<FakeBotApi.Call> privately() {
        return telegram.calls("sendmessage").stream()
                .filter(call -> call.chatId() == requester)
                .toList();
    }

    /** Returns the request that this chat's players were asked for. */
    private String asked() {
        return await().until(
                        () -> jobs.claim(Queues.EXTRACTOR, "test", Duration.ofMinutes(1))
                                .filter(job -> job.payload().contains("\"id\":" + chat)),
                        Optional::isPresent)
                .orElseThrow()
                .payload();
    }

    @Test
    void aSearchThatFindsNothingSaysSo() {
        say("en", "/channel_search snow");
        assertThat(reply()).isEqualTo("I read no channel for this chat yet. <code>/add_channel @name</code> adds one.");
        assistants.lists(chat, LISTED);
        say("en", "/channel_search snow");
        assertThat(reply()).contains("<b>snow</b>").startsWith("📡 None of the channels");
        say("en", "/channel_search ?!");
        assertThat(reply()).contains("<code>/channel_search words</code>");
    }

    private void tell(ChannelOutcome outcome, int count, Failure failure) {
        String id = "test:" + chat + ":" + System.nanoTime();
        publisher.publish("channel-added:" + id, result(id, outcome, count, false, failure));
    }

    private ChannelAdded result(String id, ChannelOutcome outcome, int posts, boolean approved, Failure failure) {
        return new ChannelAdded(id, ChatRef.of(chat), NIGHT, outcome, "Night & Day", posts, approved, failure);
    }

    @Test
    void theListOfAGroupThatBecomesASupergroupMovesAlong() {
        long supergroup = chat - 1_000_000;
        var message = telegram.message(chat, requester, "en", "");
        message.put("migrate_to_chat_id", supergroup);

        int update = telegram.update("message", message.toString());

        ClaimedJob move = claimed();
        assertThat(move.id()).isEqualTo("move-channels:" + chat + ":" + update);
        assertThat(move.type()).isEqualTo("channel.move");
        assertThat(JsonMapper.shared()
                        .readTree(move.payload())
                        .at("/destination/id")
                        .longValue())
                .isEqualTo(supergroup);
    }

    private ClaimedJob claimed() {
        return await().until(this::job, Optional::isPresent).orElseThrow();
    }

    /** Returns the job that this chat asked for, and drops what other tests have left. */
    private Optional<ClaimedJob> job() {
        Optional<ClaimedJob> job = jobs.claim(Queues.ASSISTANT, "test", Duration.ofMinutes(1));
        while (job.isPresent() && !Long.toString(chat).equals(job.get().key())) {
            job = jobs.claim(Queues.ASSISTANT, "test", Duration.ofMinutes(1));
        }
        return job;
    }
}
