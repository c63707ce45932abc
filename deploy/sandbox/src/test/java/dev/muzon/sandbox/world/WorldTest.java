package dev.muzon.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorldTest {
    private final TestClock clock = TestClock.create();
    private final World world = new World(clock);
    private final List<WorldEvent> events = new CopyOnWriteArrayList<>();
    private User alice;
    private User boris;
    private User bot;
    private Chat group;

    @BeforeEach
    void people() {
        alice = world.users().create(NewUser.person("Alice", "alice", "en"));
        boris = world.users().create(NewUser.person("Борис", "boris", "ru"));
        bot = world.users().create(42, NewUser.bot("Muzon", "muzon_bot"));
        group = world.chats().createGroup("Lounge", "lounge", alice.id());
        world.members().add(group.id(), alice.id(), bot.id());
        world.listen(events::add);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void groupsHaveTheIdsOfTheBotApi() {
        assertThat(group.id()).isLessThan(Chat.CHANNEL_BASE);
        assertThat(Long.toString(group.id())).startsWith("-100");
        assertThat(group.channelId()).isEqualTo(-group.id() - 1_000_000_000_000L);
    }

    @Test
    void aPrivateChatIsNamedByTheOtherSide() {
        var chat = world.chats().privateChat(alice.id(), bot.id());
        assertThat(world.chats().privateChat(bot.id(), alice.id())).isEqualTo(chat);
        assertThat(chat.idFor(bot.id())).isEqualTo(alice.id());
        assertThat(chat.idFor(alice.id())).isEqualTo(bot.id());
        assertThat(world.chats().resolve(bot.id(), alice.id())).contains(chat);
        assertThat(world.chats().resolve(bot.id(), boris.id())).isEmpty();
    }

    @Test
    void privateChatsShareOneCountOfMessages() {
        var one = world.chats().privateChat(alice.id(), bot.id());
        var two = world.chats().privateChat(alice.id(), boris.id());
        int first = world.messages()
                .send(one.id(), alice.id(), NewMessage.text("a"))
                .id();
        int second = world.messages()
                .send(two.id(), alice.id(), NewMessage.text("b"))
                .id();
        assertThat(second).isEqualTo(first + 1);
    }

    @Test
    void historyIsPagedFromTheNewest() {
        for (int i = 1; i <= 5; i++) {
            world.messages().send(group.id(), alice.id(), NewMessage.text("m" + i));
        }
        var page = world.messages().before(group.id(), Integer.MAX_VALUE, 2);
        assertThat(page).extracting(Message::text).containsExactly("m5", "m4");
        assertThat(world.messages().before(group.id(), page.getLast().id(), 2))
                .extracting(Message::text)
                .containsExactly("m3", "m2");
    }

    @Test
    void commandsMentionsAndAddressesBecomeEntities() {
        var message = world.messages()
                .send(group.id(), alice.id(), NewMessage.text("/play@muzon_bot https://a.b/c.mp3, @boris #тихо"));
        assertThat(message.entities())
                .extracting(TextEntity::type)
                .containsExactly(
                        TextEntity.Type.BOT_COMMAND,
                        TextEntity.Type.URL,
                        TextEntity.Type.MENTION,
                        TextEntity.Type.HASHTAG);
        var url = message.entities().get(1);
        assertThat(message.text().substring(url.offset(), url.offset() + url.length()))
                .isEqualTo("https://a.b/c.mp3");
    }

    @Test
    void addressesNeedNoSchemeAndCommandsStandAlone() {
        assertThat(found("youtu.be/abc HTTP://X.Y tg://resolve"))
                .containsExactly(TextEntity.Type.URL, TextEntity.Type.URL, TextEntity.Type.URL);
        assertThat(found("/play/pause /play@x a.mp3 mail@muzon.dev")).containsExactly(TextEntity.Type.EMAIL);
    }

    @Test
    void tagsOfCurrenciesAreCapitalLettersThatStandAlone() {
        assertThat(found("$USD, $1INCH and #a"))
                .containsExactly(TextEntity.Type.CASHTAG, TextEntity.Type.CASHTAG, TextEntity.Type.HASHTAG);
        assertThat(found("$usd $100 a$USD $$USD $USD$ $USDя $NINELETTE")).isEmpty();
    }

    private List<TextEntity.Type> found(String text) {
        return world.messages().send(group.id(), alice.id(), NewMessage.text(text)).entities().stream()
                .map(TextEntity::type)
                .toList();
    }

    @Test
    void onlyTheAuthorEditsAMessageAndOnlyToAnotherText() {
        var message = world.messages().send(group.id(), alice.id(), NewMessage.text("one"));
        refused(Refusal.MESSAGE_NOT_YOURS, () -> edit(bot, message, "two"));
        refused(Refusal.MESSAGE_NOT_MODIFIED, () -> edit(alice, message, "one"));
        refused(Refusal.MESSAGE_EMPTY, () -> edit(alice, message, " "));
        clock.advance(Duration.ofSeconds(1));
        edit(alice, message, "two");
        var edited = world.messages().get(group.id(), message.id());
        assertThat(edited.text()).isEqualTo("two");
        assertThat(edited.edited()).isEqualTo(clock.instant());
    }

    private void edit(User who, Message message, String text) {
        world.messages().edit(group.id(), who.id(), message.id(), text, List.of(), null);
    }

    @Test
    void deletingAnothersMessageNeedsTheRight() {
        var message = world.messages().send(group.id(), alice.id(), NewMessage.text("one"));
        refused(Refusal.MESSAGE_NOT_YOURS, () -> world.messages().delete(group.id(), bot.id(), message.id()));
        world.members().promote(group.id(), alice.id(), bot.id(), EnumSet.of(Right.DELETE_MESSAGES), false);
        world.messages().delete(group.id(), bot.id(), message.id());
        assertThat(world.messages().find(group.id(), message.id())).isEmpty();
    }

    @Test
    void anonymousAdminsWriteInTheGroupsName() {
        world.members().add(group.id(), alice.id(), boris.id());
        world.members().promote(group.id(), alice.id(), boris.id(), EnumSet.of(Right.PIN_MESSAGES), true);
        var message = world.messages().send(group.id(), boris.id(), NewMessage.text("псст"));
        assertThat(message.author()).isEqualTo(Author.chat(group.id()));
    }

    @Test
    void theBannedStayOutUntilUnbanned() {
        world.joining().join(group.id(), boris.id());
        world.members().ban(group.id(), alice.id(), boris.id());
        refused(Refusal.BANNED, () -> world.messages().send(group.id(), boris.id(), NewMessage.text("?")));
        refused(Refusal.BANNED, () -> world.joining().join(group.id(), boris.id()));
        refused(Refusal.ADMIN_REQUIRED, () -> world.members().unban(group.id(), bot.id(), boris.id(), true));
        world.members().unban(group.id(), alice.id(), boris.id(), true);
        refused(Refusal.NOT_A_MEMBER, () -> world.messages().send(group.id(), boris.id(), NewMessage.text("?")));
        world.joining().join(group.id(), boris.id());
        assertThat(world.chats().get(group.id()).has(boris.id())).isTrue();
    }

    @Test
    void aPrivateGroupIsJoinedByInviteAndANewInviteReplacesTheOld() {
        var secret = world.chats().createGroup("Kitchen", null, alice.id());
        refused(Refusal.CHAT_PRIVATE, () -> world.joining().join(secret.id(), boris.id()));
        var old = secret.inviteHash();
        var extra = world.inviteLinks()
                .create(secret.id(), alice.id(), InviteLink.Terms.NONE)
                .hash();
        var renewed = world.inviteLinks().renew(secret.id(), alice.id());
        refused(Refusal.INVITE_INVALID, () -> world.joining().joinByInvite(old, boris.id()));
        world.joining().joinByInvite(extra, boris.id());
        refused(Refusal.ALREADY_A_MEMBER, () -> world.joining().joinByInvite(renewed, boris.id()));
    }

    @Test
    void aFullGroupTakesNobodyElseInWhateverTheWay() {
        world.chats().configure(group.id(), settings -> settings.maxMembers(2));
        refused(Refusal.CHAT_FULL, () -> world.joining().join(group.id(), boris.id()));
        refused(Refusal.CHAT_FULL, () -> world.members().add(group.id(), alice.id(), boris.id()));
        assertThat(world.joining().attempt(group.id(), boris.id())).isEqualTo(JoinOutcome.FULL);
        world.members().leave(group.id(), bot.id());
        assertThat(world.joining().attempt(group.id(), boris.id())).isEqualTo(JoinOutcome.JOINED);
    }

    @Test
    void aButtonIsPressedAndAnsweredOnceAndInTime() {
        var message = world.messages()
                .send(
                        group.id(),
                        bot.id(),
                        NewMessage.text("card")
                                .keyboard(new Keyboard(List.of(List.of(Button.callback("Skip", "skip"))))));
        refused(Refusal.BUTTON_NOT_FOUND, () -> world.callbacks().press(group.id(), alice.id(), message.id(), "stop"));
        var pressed = world.callbacks().press(group.id(), alice.id(), message.id(), "skip");
        assertThat(pressed.botId()).isEqualTo(bot.id());
        var answer = new Callback.Answer("skipped", false, null);
        refused(Refusal.CALLBACK_NOT_FOUND, () -> world.callbacks().answer(pressed.id(), boris.id(), answer));
        world.callbacks().answer(pressed.id(), bot.id(), answer);
        assertThat(world.callbacks().find(pressed.id())).map(Callback::answer).contains(answer);
        refused(Refusal.CALLBACK_EXPIRED, () -> world.callbacks().answer(pressed.id(), bot.id(), answer));

        var forgotten = world.callbacks().press(group.id(), alice.id(), message.id(), "skip");
        clock.advance(Callbacks.PATIENCE.plusSeconds(1));
        refused(Refusal.CALLBACK_EXPIRED, () -> world.callbacks().answer(forgotten.id(), bot.id(), answer));
    }

    @Test
    void aVoiceChatIsStartedJoinedLeftAndEnded() {
        var voice = world.voiceChats().start(group.id(), alice.id(), "Night");
        refused(Refusal.VOICE_CHAT_ALREADY_ACTIVE, () -> world.voiceChats().start(group.id(), alice.id(), ""));
        refused(Refusal.NOT_A_MEMBER, () -> world.voiceChats().join(voice.id(), boris.id(), 7, false));
        world.joining().join(group.id(), boris.id());
        world.voiceChats().join(voice.id(), boris.id(), 7, false);
        refused(Refusal.SOURCE_TAKEN, () -> world.voiceChats().join(voice.id(), alice.id(), 7, false));
        world.voiceChats().join(voice.id(), alice.id(), 8, true);
        refused(Refusal.ADMIN_REQUIRED, () -> world.voiceChats().setMuted(voice.id(), boris.id(), alice.id(), false));
        world.voiceChats().setMuted(voice.id(), alice.id(), boris.id(), true);
        refused(Refusal.ADMIN_REQUIRED, () -> world.voiceChats().setMuted(voice.id(), boris.id(), boris.id(), false));
        assertThat(world.voiceChats().getActive(voice.id()).participant(boris.id()))
                .map(VoiceParticipant::muted)
                .contains(true);
        world.voiceChats().forget(voice.id(), boris.id());
        refused(Refusal.NOT_IN_VOICE_CHAT, () -> world.voiceChats().leave(voice.id(), boris.id()));
        clock.advance(Duration.ofMinutes(3));
        world.voiceChats().end(voice.id(), alice.id());
        refused(Refusal.VOICE_CHAT_ENDED, () -> world.voiceChats().join(voice.id(), boris.id(), 9, false));
        assertThat(world.voiceChats().activeIn(group.id())).isEmpty();
        assertThat(world.messages().last(group.id()).orElseThrow().action())
                .isEqualTo(new ServiceAction.VoiceChatEnded(voice.id(), Duration.ofMinutes(3)));
    }

    @Test
    void aVoiceChatMovesAlongWhenItsGroupBecomesASupergroup() {
        var basic = world.chats().createBasicGroup("Cellar", alice.id());
        world.members().add(basic.id(), alice.id(), boris.id());
        var started = world.voiceChats().start(basic.id(), alice.id(), "Evening");
        var joined = world.voiceChats().join(started.id(), boris.id(), 7, false);

        var supergroup = world.groupUpgrade().upgrade(basic.id(), alice.id());

        assertThat(world.voiceChats().activeIn(basic.id())).isEmpty();
        var moved = world.voiceChats().activeIn(supergroup.id()).orElseThrow();
        assertThat(moved.id()).isEqualTo(started.id());
        assertThat(moved.accessHash()).isEqualTo(started.accessHash());
        assertThat(moved.participants()).isEqualTo(joined.participants());
        await().untilAsserted(() -> assertThat(events).contains(new WorldEvent.VoiceChatChanged(moved)));
        world.voiceChats().end(moved.id(), alice.id());
        assertThat(world.messages().last(supergroup.id()).orElseThrow().action())
                .isInstanceOf(ServiceAction.VoiceChatEnded.class);
    }

    @Test
    void aGroupThatBecameASupergroupTakesNobodyInAndStartsNoVoiceChat() {
        var basic = world.chats().createBasicGroup("Cellar", alice.id());
        world.groupUpgrade().upgrade(basic.id(), alice.id());

        refused(Refusal.CHAT_UPGRADED, () -> world.members().add(basic.id(), alice.id(), boris.id()));
        refused(Refusal.INVITE_INVALID, () -> world.joining().joinByInvite(basic.inviteHash(), boris.id()));
        refused(Refusal.CHAT_UPGRADED, () -> world.voiceChats().start(basic.id(), alice.id(), ""));
    }

    @Test
    void aLoginTokenIsApprovedWhileItIsFresh() {
        var token = world.logins().issue("assistant", Duration.ofSeconds(30));
        assertThat(token.toString()).doesNotContain(token.token());
        assertThat(world.logins().approve(token.token(), boris.id()).approvedBy())
                .isEqualTo(boris.id());
        refused(Refusal.LOGIN_TOKEN_INVALID, () -> world.logins().approve("nonsense", boris.id()));
        var stale = world.logins().issue("assistant", Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        refused(Refusal.LOGIN_TOKEN_EXPIRED, () -> world.logins().approve(stale.token(), boris.id()));
        assertThat(world.logins().pending()).isEmpty();
    }

    @Test
    void listenersHearEverythingInOrderAndASlowOneDelaysNobody() {
        var block = new CountDownLatch(1);
        world.listen(_ -> {
            try {
                block.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 0; i < 100; i++) {
            world.messages().send(group.id(), alice.id(), NewMessage.text("m" + i));
        }
        await().until(() -> events.size() >= 100);
        assertThat(events)
                .extracting(event -> ((WorldEvent.MessageSent) event).message().text())
                .startsWith("m0", "m1")
                .endsWith("m98", "m99");
        block.countDown();
    }

    @Test
    void aListenerThatThrowsHearsTheNextEvent() {
        var heard = new CopyOnWriteArrayList<WorldEvent>();
        world.listen(event -> {
            heard.add(event);
            throw new IllegalStateException("clumsy");
        });
        world.messages().send(group.id(), alice.id(), NewMessage.text("one"));
        world.messages().send(group.id(), alice.id(), NewMessage.text("two"));
        await().untilAsserted(() -> assertThat(heard).hasSize(2));
    }

    @Test
    void passwordsAreNotPrinted() {
        assertThat(new TwoFactor("nocturne", "what plays").toString()).doesNotContain("nocturne");
    }

    private static void refused(Refusal refusal, ThrowingCallable action) {
        assertThatExceptionOfType(WorldException.class)
                .isThrownBy(action)
                .extracting(WorldException::refusal)
                .isEqualTo(refusal);
    }
}
