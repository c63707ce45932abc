package dev.muzon.gateway.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeAssistantService;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Membership;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The greeting in a group, and the checklist of what is missing there. */
class WelcomeTest extends GatewayTest {
    private static final String LINK = "https://t.me/MuzonBot?startgroup=true&admin=invite_users";

    @Autowired
    private Greeting greeting;

    @BeforeEach
    void nobodyIsIn() {
        telegram.member(chat, FakeAssistantService.ASSISTANT, "left");
    }

    @Test
    void whoAddsTheBotReadsInTheirLanguageWhatIsMissing() {
        changed("left", "member", "ru");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        FakeBotApi.Call hello = sent().getFirst();
        assertThat(hello.text()).isEqualTo("""
                👋 Привет! Я включаю музыку в голосовом чате этой группы.

                ✅ Мой помощник готов: @muzon_assistant.
                ☐ Помощник пока не может войти. Сделайте меня админом с правом <b>Пригласительные ссылки</b> или \
                добавьте @muzon_assistant сами.

                Когда всё будет готово и начнётся голосовой чат, отправьте <code>/play название</code>.""");
        assertThat(hello.body().at("/reply_markup/inline_keyboard/0/0/url").asString())
                .isEqualTo(LINK);
        assertThat(hello.body()
                        .at("/reply_markup/inline_keyboard/1/0/callback_data")
                        .asString())
                .isEqualTo("setup:check");
    }

    @Test
    void aPromotionTicksTheRightOffInTheGreeting() {
        changed("left", "member", "en");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        telegram.administrator(chat, FakeBotApi.BOT, "can_invite_users");
        changed("member", "administrator", "en");

        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text())
                .contains("✅ I may <b>invite users via link</b>", "While a voice chat is on, send")
                .doesNotContain("☐");
        assertThat(buttons(edits().getFirst())).isZero();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aPromotionThatOvertakesTheGreetingCorrectsIt() {
        var release = telegram.in(chat).holdNext("sendMessage");
        changed("left", "member", "en");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        telegram.administrator(chat, FakeBotApi.BOT, "can_invite_users");
        int asked = calls("getchatmember").size();
        changed("member", "administrator", "en");
        await().untilAsserted(() -> assertThat(calls("getchatmember")).hasSizeGreaterThan(asked));
        release.countDown();

        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).doesNotContain("☐");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aPromotionWithoutTheRightLeavesTheBoxEmpty() {
        changed("left", "member", "en");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        telegram.administrator(chat, FakeBotApi.BOT);
        changed("member", "administrator", "en");

        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).contains("☐ It can't come in yet.");
    }

    @Test
    void aGreetingThatWasDeletedIsReplacedByOneSentence() {
        changed("left", "member", "en");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        telegram.administrator(chat, FakeBotApi.BOT, "can_invite_users");
        telegram.in(chat).refuseNext("editMessageText", 400, "Bad Request: message to edit not found");
        changed("member", "administrator", "en");

        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text()).startsWith("✅ All set!");
    }

    @Test
    void whoAddsTheBotAgainIsGreetedAgain() {
        changed("left", "member", "en");
        changed("member", "left", "en");
        changed("left", "administrator", "en");
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
    }

    @Test
    void aGroupThatAnybodyCanJoinNeedsNoRight() {
        change("{\"id\": %d, \"type\": \"supergroup\", \"title\": \"Jazz\", \"username\": \"jazz\"}", "left", "member");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text())
                .contains("✅ This group is public, so it can come in by itself.")
                .doesNotContain("☐");
    }

    // "✅ This group is public, so it can come in by itself" stood where it only could ask to come in.
    @Test
    void aPublicGroupWhoseAdminsApproveMembersNeedsARight() {
        telegram.approvesMembers(chat);
        change("{\"id\": %d, \"type\": \"supergroup\", \"title\": \"Jazz\", \"username\": \"jazz\"}", "left", "member");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text())
                .contains("☐ It can't come in by itself, because admins approve new members here.")
                .doesNotContain("This group is public", "Send <code>/play song name</code> now");
    }

    @Test
    void saysThatABannedAssistantHasToBeUnbannedWhateverRightsTheBotHas() {
        telegram.administrator(chat, FakeBotApi.BOT, "can_invite_users");
        telegram.member(chat, FakeAssistantService.ASSISTANT, "kicked");
        say("en", "/setup");
        assertThat(reply())
                .contains(
                        "☐ It is banned in this group.", "Removed users → @muzon_assistant", "When nothing is missing")
                .doesNotContain("can come in");
        assertThat(buttons(sent().getLast())).isEqualTo(1);
        press(STRANGER, 77, "setup:check");
        assertThat(toast().text()).isEqualTo("Something is still missing: see the ☐.");

        telegram.member(chat, FakeAssistantService.ASSISTANT, "left");
        press(STRANGER, 77, "setup:check");
        assertThat(toast().text()).isEqualTo("✅ All set!");
    }

    @Test
    void aChecklistThatIsAskedForDoesNotGreet() {
        changed("left", "member", "en");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        say("en", "/setup");
        assertThat(reply()).startsWith("<b>What I need to play here</b>").doesNotContain("👋");
        telegram.administrator(chat, FakeBotApi.BOT, "can_invite_users");
        changed("member", "administrator", "en");
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits().getLast().text()).startsWith("<b>What I need to play here</b>");
    }

    @ParameterizedTest
    @CsvSource({
        "en, '👋 Hi! I play music in this group''s voice chat.\n\nWhat I need here is in a newer message now. /setup shows it again.'",
        "ru, '👋 Привет! Я включаю музыку в голосовом чате этой группы.\n\nЧто мне здесь нужно, теперь в более новом сообщении. Показать снова — /setup.'"
    })
    void aGreetingKeptItsBoxesAndButtonsWhenAChecklistWasAskedFor(String language, String closed) {
        changed("left", "member", language);
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        say(language, "/setup");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).isEqualTo(closed);
        assertThat(buttons(edits().getFirst())).isZero();
    }

    @Test
    void theChecklistSaysWhetherAVoiceChatIsOnAndFollowsIt() {
        say("en", "/setup");
        assertThat(reply()).doesNotContain("voice chat is on.", "No voice chat");
        voiceChat("video_chat_started");
        await().untilAsserted(() ->
                assertThat(edits()).last().satisfies(it -> assertThat(it.text()).contains("✅ A voice chat is on.")));
        voiceChat("video_chat_ended");
        await().untilAsserted(() -> assertThat(edits())
                .last()
                .satisfies(it -> assertThat(it.text()).contains("☐ No voice chat is on: start one.")));
        press(STRANGER, 77, "setup:check");
        assertThat(toast().text()).isEqualTo("Something is still missing: see the ☐.");
        say("ru", "/setup");
        assertThat(reply()).contains("☐ No voice chat is on: start one.");
    }

    @Test
    void theChecklistSaysThatATrackWaitsForAVoiceChatOrPlaysInOne() {
        PlayerView track = playing(5);
        player.shows(Players.withCall(
                new CallStatus(CallStatus.Phase.JOINING, Failure.of(FailureCode.NO_VOICE_CHAT, "none")),
                Players.in(PlayerState.STARTING, track)));
        say("ru", "/setup");
        assertThat(reply()).contains("☐ Голосового чата сейчас нет: начните его.");
        player.shows(Players.withCall(new CallStatus(CallStatus.Phase.CONNECTED, null), track));
        say("ru", "/setup");
        assertThat(reply()).contains("✅ Голосовой чат идёт.");
    }

    // Everything was ticked while nobody could hear the music.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VOICE_CHAT_MUTED | CONNECTED | ☐ My assistant is muted in the voice chat: an admin has to let it speak.
            VOICE_CHAT_MUTED | RECONNECTING | ☐ My assistant is muted in the voice chat: an admin has to let it speak.
            VOICE_CHAT_RIGHTS_MISSING | JOINING | ☐ My assistant lacks a right in the voice chat: give it the admin right <b>Manage video chats</b>.
            VOICE_CHAT_SCHEDULED | JOINING | ☐ The voice chat is scheduled for later: start it.
            VOICE_CHAT_LIVESTREAM | JOINING | ☐ A live stream is running here: start a voice chat instead.
            VOICE_CHAT_ENDED | LEFT | ☐ No voice chat is on: start one.
            JOIN_REQUESTED | JOINING | ☐ It has asked to join this group: an admin has to approve that.
            JOIN_DECLINED | JOINING | ☐ It can't get into this group by itself: add it yourself.
            """)
    void theChecklistTickedWhatKeptTheMusicSilent(FailureCode code, CallStatus.Phase phase, String line) {
        telegram.administrator(chat, FakeBotApi.BOT, "can_invite_users");
        player.shows(hindered(code, phase));
        say("en", "/setup");
        assertThat(reply()).contains(line);
        assertThat(reply().lines().filter(it -> it.startsWith("☐"))).hasSize(1);
        press(STRANGER, 77, "setup:check");
        assertThat(toast().text()).isEqualTo("Something is still missing: see the ☐.");
    }

    @Test
    void theChecklistFollowsAMuteAndItsEnd() {
        telegram.member(chat, FakeAssistantService.ASSISTANT, "member");
        PlayerView well = Players.withCall(new CallStatus(CallStatus.Phase.CONNECTED, null), playing(5));
        player.shows(well);
        say("en", "/setup");
        assertThat(reply()).contains("✅ A voice chat is on.").doesNotContain("☐");

        PlayerView muted = hindered(FailureCode.VOICE_CHAT_MUTED, CallStatus.Phase.CONNECTED);
        player.shows(muted);
        publisher.publish(
                "muted:" + chat,
                new PlayerEvent.CallTroubled(
                        null, ChatRef.of(chat), Failure.of(FailureCode.VOICE_CHAT_MUTED, "seen"), muted));
        await().untilAsserted(() -> assertThat(edits())
                .anySatisfy(it -> assertThat(it.text()).contains("☐ My assistant is muted in the voice chat")));
        player.shows(well);
        publisher.publish("well:" + chat, new PlayerEvent.PlayerChanged(ChatRef.of(chat), well));
        await().untilAsserted(() -> assertThat(edits())
                .filteredOn(it -> it.text().startsWith("<b>What I need"))
                .last()
                .satisfies(it ->
                        assertThat(it.text()).contains("✅ A voice chat is on.").doesNotContain("☐")));
    }

    private PlayerView hindered(FailureCode code, CallStatus.Phase phase) {
        PlayerState state = switch (phase) {
            case JOINING -> PlayerState.STARTING;
            case CONNECTED -> PlayerState.PLAYING;
            case RECONNECTING -> PlayerState.RECONNECTING;
            case LEFT -> PlayerState.PAUSED;
        };
        return Players.withCall(new CallStatus(phase, Failure.of(code, "seen")), Players.in(state, playing(5)));
    }

    // A player that had not heard of the end yet was believed.
    @Test
    void aVoiceChatThatHasJustEndedWasSaidToBeOn() {
        player.shows(Players.withCall(new CallStatus(CallStatus.Phase.CONNECTED, null), playing(5)));
        say("en", "/setup");
        assertThat(reply()).contains("✅ A voice chat is on.");
        voiceChat("video_chat_ended");
        await().untilAsserted(() -> assertThat(edits())
                .last()
                .satisfies(it -> assertThat(it.text()).contains("☐ No voice chat is on: start one.")));
    }

    // What the end of a voice chat had corrected said for good that the assistant could not be reached.
    @Test
    void aChecklistThatNewsCorrectedDuringAnOutageWasNotCorrectedAfterIt() {
        say("en", "/setup");
        assertThat(reply()).contains("✅ My assistant is ready: @muzon_assistant.");
        assistants.failNext(1_000);
        try {
            voiceChat("video_chat_ended");
            await().untilAsserted(() -> assertThat(edits())
                    .last()
                    .satisfies(it -> assertThat(it.text()).contains("☐ I can't reach my assistant right now.")));
        } finally {
            assistants.failNext(0);
        }
        await().untilAsserted(() -> assertThat(edits())
                .last()
                .satisfies(it -> assertThat(it.text()).contains("✅ My assistant is ready: @muzon_assistant.")));
    }

    private void voiceChat(String news) {
        var message = telegram.message(chat, requester, "en", "");
        message.putObject(news);
        telegram.update("message", message.toString());
    }

    // It was "ready" for half a minute after assistant-service had died.
    @Test
    void anAssistantServiceThatDiedIsSaidAtOnceAndItsReturnToo() {
        say("en", "/setup");
        assertThat(reply()).contains("✅ My assistant is ready: @muzon_assistant.");
        assistants.failNext(1_000);
        try {
            say("en", "/setup");
            assertThat(reply())
                    .contains("☐ I can't reach my assistant right now.")
                    .doesNotContain("✅ My assistant");
        } finally {
            assistants.failNext(0);
        }
        await().untilAsserted(() -> assertThat(edits())
                .last()
                .satisfies(it -> assertThat(it.text()).contains("✅ My assistant is ready: @muzon_assistant.")));
    }

    @Test
    void theButtonChecksAgainForAnybody() {
        say("en", "/setup");
        assertThat(reply()).contains("☐ It can't come in yet.");
        press(STRANGER, 77, "setup:check");
        assertThat(toast().text()).isEqualTo("Something is still missing: see the ☐.");

        telegram.member(chat, FakeAssistantService.ASSISTANT, "member");
        press(STRANGER, 77, "setup:check");
        assertThat(toast().text()).isEqualTo("✅ All set!");
        await().untilAsserted(() -> assertThat(edits().getLast().text())
                .contains("✅ It is in this group already.")
                .doesNotContain("☐"));
    }

    @Test
    void theChecklistCanBeAskedForAtAnyTimeAndIsKeptRight() {
        say("ru", "/setup");
        assertThat(reply()).contains("☐ Помощник пока не может войти.");
        telegram.administrator(chat, FakeBotApi.BOT, "can_invite_users");
        changed("member", "administrator", "ru");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(edits().getFirst().text()).contains("✅ Мне дано право <b>Пригласительные ссылки</b>");
    }

    @Test
    void aPromotionThatComesBeforeTheNewsOfTheArrivalGreetsOnce() {
        telegram.administrator(chat, FakeBotApi.BOT, "can_invite_users");
        int promotion = changed("member", "administrator", "en");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text()).startsWith("👋 Hi!").contains("While a voice chat is on");
        say("en", "/ping"); // behind the promotion in the same lane
        reply();

        var late = new Incoming.MemberChange(
                promotion - 1,
                new Conversation(chat, Conversation.Kind.GROUP, "Jazz", null),
                FakeBotApi.BOT,
                Membership.MEMBER,
                true,
                false,
                Membership.ABSENT,
                null);
        assertThat(greeting.handle(late)).isCompleted();
        assertThat(sent()).hasSize(2);
    }

    @Test
    void theChecklistFollowsTheAssistantThatIsBannedUnbannedAndComesIn() {
        telegram.administrator(chat, FakeBotApi.BOT, "can_invite_users");
        telegram.member(chat, FakeAssistantService.ASSISTANT, "kicked");
        say("en", "/setup");
        assertThat(reply()).contains("☐ It is banned in this group.");

        assistantBecomes("left");
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
        await().untilAsserted(() -> assertThat(edits().getLast().text())
                .contains("so it can come in")
                .doesNotContain("☐"));
        assistantBecomes("member");
        await().untilAsserted(() -> assertThat(edits().getLast().text())
                .contains("✅ It is in this group already.")
                .doesNotContain("can come in"));
        assistantBecomes("kicked");
        await().untilAsserted(() -> assertThat(edits().getLast().text()).contains("☐ It is banned in this group."));
    }

    // Only administrators hear of members: the assistant stayed ticked after it was removed.
    @Test
    void theChecklistOfABotThatIsNoAdministratorMissedTheRemovalOfTheAssistant() {
        telegram.member(chat, FakeAssistantService.ASSISTANT, "member");
        say("en", "/setup");
        assertThat(reply()).contains("✅ It is in this group already.");

        telegram.member(chat, FakeAssistantService.ASSISTANT, "left");
        service("left_chat_member", "%s");
        await().untilAsserted(() ->
                assertThat(edits()).last().satisfies(it -> assertThat(it.text()).contains("☐ It can't come in yet.")));
        telegram.member(chat, FakeAssistantService.ASSISTANT, "member");
        service("new_chat_members", "[%s]");
        await().untilAsserted(() -> assertThat(edits())
                .last()
                .satisfies(it -> assertThat(it.text()).contains("✅ It is in this group already.")));
    }

    private void service(String news, String members) {
        var message = telegram.message(chat, requester, "en", "");
        message.set(
                news,
                JsonMapper.shared()
                        .readTree(members.formatted("{\"id\": %d, \"is_bot\": false, \"first_name\": \"Muzon\"}"
                                .formatted(FakeAssistantService.ASSISTANT))));
        telegram.update("message", message.toString());
    }

    private void assistantBecomes(String status) {
        telegram.member(chat, FakeAssistantService.ASSISTANT, status);
        telegram.update("chat_member", """
                {"chat": {"id": %d, "type": "supergroup", "title": "Jazz"}, "date": 1700000000,
                 "from": {"id": 9, "is_bot": false, "first_name": "Alice"},
                 "old_chat_member": {"status": "left",
                   "user": {"id": %2$d, "is_bot": false, "first_name": "Muzon"}},
                 "new_chat_member": {"status": "%3$s", "until_date": 0,
                   "user": {"id": %2$d, "is_bot": false, "first_name": "Muzon"}}}
                """.formatted(chat, FakeAssistantService.ASSISTANT, status));
    }

    @Test
    void theStartThatTelegramsLinkSendsAfterAddingIsNoSecondGreeting() {
        changed("left", "member", "en");
        say("en", "/start@MuzonBot true");
        await().untilAsserted(() -> assertThat(edits()).hasSize(1));
        assertThat(sent()).hasSize(1);
    }

    @Test
    void startInAGroupShowsTheChecklist() {
        say("en", "/start");
        assertThat(reply()).contains("👋 Hi!", "✅ My assistant is ready: @muzon_assistant.");
    }

    @Test
    void aGroupThatBecomesASupergroupIsNotGreetedAgain() {
        changed("left", "member", "en");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        long supergroup = chat - 1_000_000;
        telegram.member(supergroup, FakeAssistantService.ASSISTANT, "left");
        var message = telegram.message(chat, requester, "en", "");
        message.put("migrate_to_chat_id", supergroup);
        telegram.update("message", message.toString());
        say("en", "/ping"); // behind the upgrade in the same lane
        reply();

        assertThat(greeting.handle(arrival(new Conversation(supergroup, Conversation.Kind.GROUP, "Jazz", null))))
                .isCompleted();
        assertThat(telegram.calls(
                        call -> call.chatId() == supergroup && call.method().equals("sendmessage")))
                .isEmpty();
    }

    @Test
    void channelsAreNotGreeted() {
        assertThat(greeting.handle(arrival(new Conversation(chat, Conversation.Kind.CHANNEL, "News", null))))
                .isCompleted();
        assertThat(sent()).isEmpty();
    }

    private static Incoming.MemberChange arrival(Conversation where) {
        return new Incoming.MemberChange(
                900_000_000, where, FakeBotApi.BOT, Membership.MEMBER, true, false, Membership.ABSENT, null);
    }

    private int changed(String before, String after, String language) {
        return change("{\"id\": %d, \"type\": \"supergroup\", \"title\": \"Jazz\"}", before, after, language);
    }

    private void change(String where, String before, String after) {
        change(where, before, after, "en");
    }

    private int change(String where, String before, String after, String language) {
        return telegram.update("my_chat_member", """
                {"chat": %s, "date": 1700000000,
                 "from": {"id": 9, "is_bot": false, "first_name": "Alice", "language_code": "%s"},
                 "old_chat_member": {"status": "%s", "user": {"id": 42, "is_bot": true, "first_name": "Muzon"}},
                 "new_chat_member": {"status": "%s", "user": {"id": 42, "is_bot": true, "first_name": "Muzon"}}}
                """.formatted(where.formatted(chat), language, before, after));
    }

    private static int buttons(FakeBotApi.Call call) {
        return call.body().at("/reply_markup/inline_keyboard").size();
    }
}
