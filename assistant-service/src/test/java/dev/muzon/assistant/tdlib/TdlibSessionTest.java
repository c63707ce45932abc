package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.BOOLEAN;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.account.RecordingListener;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.assistant.account.TelegramSessionContract;
import dev.muzon.assistant.sandbox.FakeVoice;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.VoiceChat;
import dev.muzon.sandbox.world.VoiceChatRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract with the real libtdjson, and tests that need it. */
class TdlibSessionTest extends TelegramSessionContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Executor ASIDE = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    static Path folder;

    private static RecordingListener told;
    private static SandboxTelegram telegram;
    private static TelegramSession session;
    private static User me;

    private final Chat lounge = telegram.publicGroup();

    @BeforeAll
    static void logIn() throws IOException {
        telegram = SandboxTelegram.start();
        told = new RecordingListener();
        me = telegram.person("Ann");
        session = SandboxSessions.of(telegram.settings(folder, List.of("main"))).open("main", told);
        telegram.scan(told.await(LoginState.WaitingForQrScan.class).link(), me.id());
        told.await(LoginState.Ready.class);
    }

    @AfterAll
    static void close() throws InterruptedException {
        session.close(Duration.ofSeconds(60));
        telegram.close();
    }

    @AfterEach
    void endTheCall() {
        telegram.server.faults().clear();
        telegram.world
                .voiceChats()
                .activeIn(lounge.id())
                .ifPresent(call -> telegram.world.voiceChats().end(call.id(), telegram.owner.id()));
    }

    @Test
    void aDeclinedRequestToJoinFails() {
        telegram.server.faults().fail("channels.joinChannel", 1, 400, "INVITE_REQUEST_DECLINED");
        telegram.server.faults().fail("messages.importChatInvite", 1, 400, "INVITE_REQUEST_DECLINED");

        assertFails(FailureCode.JOIN_DECLINED, () -> session.joinByUsername(lounge.id(), lounge.username()));
        assertFails(FailureCode.JOIN_DECLINED, () -> session.joinByInviteLink(SandboxTelegram.inviteLink(lounge)));
    }

    @Test
    void aJoinThatABotGuardsFails() {
        telegram.server
                .faults()
                .answer(
                        "channels.joinChannel",
                        1,
                        TlObject.of("messages.chatInviteJoinResultWebView")
                                .with("bot_id", telegram.bot().id())
                                .with("query_id", 7L)
                                .with("users", List.of(PeerViews.user(me.id(), telegram.bot()))));

        assertFails(FailureCode.JOIN_GUARDED, () -> session.joinByUsername(lounge.id(), lounge.username()));
    }

    @Test
    void aRequestToJoinIsWaitedForUntilItIsApproved() throws Exception {
        Chat cellar = telegram.privateGroup();
        telegram.server.faults().fail("messages.importChatInvite", 1, 400, "INVITE_REQUEST_SENT");
        assertThatThrownBy(() -> session.joinByInviteLink(SandboxTelegram.inviteLink(cellar)))
                .asInstanceOf(type(FailureException.class))
                .extracting(FailureException::failure)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(FailureCode.JOIN_REQUESTED));
        assertThat(session.awaitMembership(cellar.id(), Duration.ZERO)).isFalse();

        telegram.world.members().add(cellar.id(), telegram.owner.id(), me.id());

        assertThat(session.awaitMembership(cellar.id(), PATIENCE)).isTrue();
    }

    @Test
    void aTakenAudioSourceIsATransientFailure() throws Exception {
        session.joinByUsername(lounge.id(), lounge.username());
        int call = session.voiceChat(lounge.id()).orElseThrow();
        telegram.world.voiceChats().join(active().id(), telegram.owner.id(), 4242, false);

        assertThatThrownBy(() -> session.joinVoiceChat(lounge.id(), call, PAYLOAD))
                .asInstanceOf(type(FailureException.class))
                .extracting(FailureException::failure)
                .asInstanceOf(type(Failure.Transient.class))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(FailureCode.CALL_SOURCE_TAKEN));
        assertThat(session.joinVoiceChat(lounge.id(), call, PAYLOAD.replace("4242", "4343")))
                .isEqualTo(FakeVoice.TRANSPORT);
    }

    @Test
    void theComingAndGoingOfListenersIsTold() throws Exception {
        session.joinByUsername(lounge.id(), lounge.username());
        session.joinVoiceChat(lounge.id(), session.voiceChat(lounge.id()).orElseThrow(), PAYLOAD);
        told.awaitCompany(lounge.id(), Change.ALONE);

        telegram.world.voiceChats().join(active().id(), telegram.owner.id(), 4343, true);
        told.awaitCompany(lounge.id(), Change.ACCOMPANIED);

        telegram.world.voiceChats().leave(active().id(), telegram.owner.id());
        told.awaitCompany(lounge.id(), Change.ALONE);
    }

    @Test
    void participantsWhoAreMutedOnJoiningAreToldSo() throws Exception {
        session.joinByUsername(lounge.id(), lounge.username());
        telegram.world.voiceChats().setJoinMuted(active().id(), telegram.owner.id(), true);

        session.joinVoiceChat(lounge.id(), session.voiceChat(lounge.id()).orElseThrow(), PAYLOAD);

        told.awaitChanges(lounge.id(), Change.MUTED);
        telegram.world.voiceChats().setMuted(active().id(), telegram.owner.id(), me.id(), false);
        told.awaitChanges(lounge.id(), Change.MUTED, Change.UNMUTED);
    }

    @Test
    void aScheduledVoiceChatIsNotJoinedBeforeItStarts() throws Exception {
        session.joinByUsername(lounge.id(), lounge.username());
        int former = session.voiceChat(lounge.id()).orElseThrow();
        end(lounge);
        telegram.world
                .voiceChats()
                .schedule(lounge.id(), telegram.owner.id(), "", Instant.now().plus(Duration.ofHours(1)));
        int call = next(former);
        assertFails(FailureCode.VOICE_CHAT_SCHEDULED, () -> session.joinVoiceChat(lounge.id(), call, PAYLOAD));
        assertThat(session.voiceChats()).doesNotContain(lounge.id());

        telegram.world.voiceChats().startScheduled(active().id(), telegram.owner.id());

        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(FailureException.class)
                .until(() -> session.joinVoiceChat(lounge.id(), call, PAYLOAD).equals(FakeVoice.TRANSPORT));
    }

    @Test
    void aLiveStreamIsNotJoinedAsAVoiceChat() throws Exception {
        session.joinByUsername(lounge.id(), lounge.username());
        int former = session.voiceChat(lounge.id()).orElseThrow();
        end(lounge);
        telegram.world.voiceChats().start(lounge.id(), telegram.owner.id(), "", VoiceChatRules.LIVESTREAM);

        int call = next(former);

        assertFails(FailureCode.VOICE_CHAT_LIVESTREAM, () -> session.joinVoiceChat(lounge.id(), call, PAYLOAD));
    }

    private int next(int former) {
        return await().atMost(PATIENCE)
                .until(() -> session.voiceChat(lounge.id()).orElse(former), call -> call != former);
    }

    @Test
    void aCallThatTheServerForbidsIsOver() throws Exception {
        session.joinByUsername(lounge.id(), lounge.username());
        int call = session.voiceChat(lounge.id()).orElseThrow();
        telegram.server.faults().fail("phone.joinGroupCall", 1, 403, "GROUPCALL_FORBIDDEN");

        assertFails(FailureCode.NO_VOICE_CHAT, () -> session.joinVoiceChat(lounge.id(), call, PAYLOAD));
    }

    /**
     * Looks at once for a voice chat that just began. TDLib takes a second to look for it, and answers "none"
     * meanwhile.
     */
    @Test
    void aVoiceChatThatHasJustBegunInAPublicGroupIsKnownAtOnce() throws Exception {
        session.joinByUsername(lounge.id(), lounge.username());
        end(lounge);
        await().atMost(PATIENCE).until(() -> session.voiceChat(lounge.id()).isEmpty());

        start(lounge);

        assertThat(session.voiceChat(lounge.id())).isPresent();
    }

    @Test
    void aVoiceChatThatHasJustBegunInAPrivateGroupIsWaitedFor() throws Exception {
        Chat cellar = telegram.privateGroup();
        session.joinByInviteLink(SandboxTelegram.inviteLink(cellar));
        end(cellar);
        await().atMost(PATIENCE).until(() -> session.voiceChat(cellar.id()).isEmpty());

        start(cellar);

        int call = session.awaitVoiceChat(cellar.id(), PATIENCE).orElseThrow();
        assertThat(session.joinVoiceChat(cellar.id(), call, PAYLOAD)).isEqualTo(FakeVoice.TRANSPORT);
        session.leaveVoiceChat(cellar.id());
    }

    @Test
    void aCallOfABasicGroupGoesOnInItsSupergroup() throws Exception {
        Chat cellar = joinedBasicGroup();
        int call = session.awaitVoiceChat(cellar.id(), PATIENCE).orElseThrow();
        session.joinVoiceChat(cellar.id(), call, PAYLOAD);

        Chat supergroup = telegram.world.groupUpgrade().upgrade(cellar.id(), telegram.owner.id());

        await().atMost(PATIENCE).until(() -> session.voiceChats().contains(supergroup.id()));
        assertThat(session.voiceChats()).doesNotContain(cellar.id());
        assertThat(session.isMember(cellar.id())).isFalse();
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(FailureException.class)
                .until(() -> session.isMember(supergroup.id()));
        assertThat(session.awaitVoiceChat(supergroup.id(), PATIENCE)).hasValue(call);
        assertThat(session.joinVoiceChat(supergroup.id(), call, PAYLOAD.replace("4242", "4343")))
                .isEqualTo(FakeVoice.TRANSPORT);
        assertThat(told.changes(cellar.id())).isEmpty();
        session.leaveVoiceChat(supergroup.id());
        assertThat(telegram.world
                        .voiceChats()
                        .activeIn(supergroup.id())
                        .orElseThrow()
                        .participants())
                .isEmpty();
    }

    @Test
    void anAccountThatIsRemovedFromABasicGroupIsOutOfItsCall() throws Exception {
        Chat cellar = joinedBasicGroup();
        session.joinVoiceChat(
                cellar.id(), session.awaitVoiceChat(cellar.id(), PATIENCE).orElseThrow(), PAYLOAD);

        telegram.world.members().ban(cellar.id(), telegram.owner.id(), me.id());

        told.awaitChanges(cellar.id(), Change.REMOVED);
        assertThat(session.isMember(cellar.id())).isFalse();
    }

    private Chat joinedBasicGroup() throws InterruptedException {
        Chat cellar = telegram.world.chats().createBasicGroup("Cellar", telegram.owner.id());
        start(cellar);
        session.joinByInviteLink(SandboxTelegram.inviteLink(cellar));
        assertThat(session.isMember(cellar.id())).isTrue();
        return cellar;
    }

    @Test
    void anAssistantThatIsBroughtInAndAVoiceChatThatIsStartedAreNews() {
        Chat cellar = telegram.privateGroup();
        telegram.world.members().add(cellar.id(), telegram.owner.id(), me.id());
        told.awaitMayJoin(cellar.id(), 0);
        end(cellar);
        long before = told.mayJoins(cellar.id());

        start(cellar);

        told.awaitMayJoin(cellar.id(), before);
    }

    @Test
    void requestsFromDuringAnOutageAreAnsweredAfterIt() throws Exception {
        telegram.server.cutNetwork();
        CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        session.joinByUsername(lounge.id(), lounge.username());
                        return session.isMember(lounge.id());
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                ASIDE);
        assertThat(telegram.world.chats().get(lounge.id()).has(me.id())).isFalse();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told.connections).last(BOOLEAN).isFalse());
        telegram.server.restoreNetwork();

        assertThat(asked.get(60, TimeUnit.SECONDS)).isTrue();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told.connections).last(BOOLEAN).isTrue());
    }

    private static void start(Chat chat) {
        telegram.world.voiceChats().start(chat.id(), telegram.owner.id(), "");
    }

    private static void end(Chat chat) {
        long call =
                telegram.world.voiceChats().activeIn(chat.id()).orElseThrow().id();
        telegram.world.voiceChats().end(call, telegram.owner.id());
    }

    private VoiceChat active() {
        return telegram.world.voiceChats().activeIn(lounge.id()).orElseThrow();
    }

    @Override
    protected TelegramSession session() {
        return session;
    }

    @Override
    protected RecordingListener listener() {
        return told;
    }

    @Override
    protected String transport() {
        return FakeVoice.TRANSPORT;
    }

    @Override
    protected Room room() {
        return new Room() {
            @Override
            public long id() {
                return lounge.id();
            }

            @Override
            public String username() {
                return lounge.username();
            }

            @Override
            public String inviteLink() {
                return SandboxTelegram.inviteLink(lounge);
            }

            @Override
            public void startVoiceChat() {
                start(lounge);
            }

            @Override
            public void endVoiceChat() {
                end(lounge);
            }

            @Override
            public void trust() {
                telegram.world
                        .members()
                        .promote(lounge.id(), telegram.owner.id(), me.id(), Set.of(Right.MANAGE_VIDEO_CHATS), false);
            }

            @Override
            public void mute(boolean muted) {
                telegram.world.voiceChats().setMuted(active().id(), telegram.owner.id(), me.id(), muted);
            }

            @Override
            public void drop() {
                telegram.world.voiceChats().leave(active().id(), me.id());
            }

            @Override
            public void ban() {
                telegram.world.members().ban(lounge.id(), telegram.owner.id(), me.id());
            }
        };
    }
}
