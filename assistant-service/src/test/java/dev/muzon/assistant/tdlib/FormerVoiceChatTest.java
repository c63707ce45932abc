package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.account.RecordingListener;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.User;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests, with the real libtdjson, of a voice chat that the process before this one joined. */
class FormerVoiceChatTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PAYLOAD = "{\"ufrag\":\"u\",\"pwd\":\"p\",\"ssrc\":4242}";

    @TempDir
    Path folder;

    private SandboxTelegram telegram;
    private RecordingListener told;
    private TelegramSession session;
    private User me;

    @BeforeEach
    void logIn() throws IOException {
        telegram = SandboxTelegram.start();
        me = telegram.person("Ann");
        open();
        telegram.scan(told.await(LoginState.WaitingForQrScan.class).link(), me.id());
        told.await(LoginState.Ready.class);
    }

    @AfterEach
    void close() throws InterruptedException {
        session.close(Duration.ofSeconds(60));
        telegram.close();
    }

    private void open() {
        told = new RecordingListener();
        session = SandboxSessions.of(telegram.settings(folder, List.of("main"))).open("main", told);
    }

    private void joinAndRestart(Chat chat) throws InterruptedException {
        join(chat);
        session.close(PATIENCE);
        reopen();
        told.awaitChanges(chat.id(), Change.UNWATCHED);
    }

    private void join(Chat chat) throws InterruptedException {
        session.joinByInviteLink(SandboxTelegram.inviteLink(chat));
        session.joinVoiceChat(
                chat.id(), session.awaitVoiceChat(chat.id(), PATIENCE).orElseThrow(), PAYLOAD);
    }

    private void reopen() {
        open();
        told.await(LoginState.Ready.class);
    }

    private void joinAndRestartAfter(Chat chat, Consumer<Long> meanwhile) throws InterruptedException {
        join(chat);
        session.close(PATIENCE);
        meanwhile.accept(callOf(chat));
        reopen();
    }

    @Test
    void theOwnerOfAVoiceChatIsKnownAfterARestart() throws Exception {
        Chat chat = telegram.publicGroup();
        join(chat);
        session.ownVoiceChat(chat.id(), 6);
        session.close(PATIENCE);

        reopen();

        await().atMost(PATIENCE).until(() -> session.voiceChatOwner(chat.id()) == 6);
    }

    private long callOf(Chat chat) {
        return telegram.world.voiceChats().activeIn(chat.id()).orElseThrow().id();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBanThatNobodyHeardIsTold(boolean inPublic) throws Exception {
        Chat chat = inPublic ? telegram.publicGroup() : telegram.privateGroup();

        joinAndRestartAfter(chat, _ -> telegram.world.members().ban(chat.id(), telegram.owner.id(), me.id()));

        told.awaitChanges(chat.id(), Change.REMOVED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKickThatNobodyHeardIsTold(boolean inPublic) throws Exception {
        Chat chat = inPublic ? telegram.publicGroup() : telegram.privateGroup();

        joinAndRestartAfter(chat, _ -> telegram.world.members().unban(chat.id(), telegram.owner.id(), me.id(), true));

        told.awaitChanges(chat.id(), Change.REMOVED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEndThatNobodyHeardIsTold(boolean inPublic) throws Exception {
        Chat chat = inPublic ? telegram.publicGroup() : telegram.privateGroup();

        joinAndRestartAfter(chat, call -> telegram.world.voiceChats().end(call, telegram.owner.id()));

        told.awaitChanges(chat.id(), Change.ENDED);
    }

    /** Lets somebody be in the new voice chat, so that it does not show by being empty. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewVoiceChatThatNobodyHeardOfHasToBeJoined(boolean inPublic) throws Exception {
        Chat chat = inPublic ? telegram.publicGroup() : telegram.privateGroup();

        joinAndRestartAfter(chat, call -> {
            telegram.world.voiceChats().end(call, telegram.owner.id());
            telegram.world.voiceChats().start(chat.id(), telegram.owner.id(), "");
            telegram.world.voiceChats().join(callOf(chat), telegram.owner.id(), 77, false);
        });

        told.awaitChanges(chat.id(), Change.REJOIN_NEEDED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVoiceChatThatEverybodyLeftHasToBeJoined(boolean inPublic) throws Exception {
        Chat chat = inPublic ? telegram.publicGroup() : telegram.privateGroup();

        joinAndRestartAfter(chat, call -> telegram.world.voiceChats().leave(call, me.id()));

        told.awaitChanges(chat.id(), Change.REJOIN_NEEDED);
    }

    /** Asks for a join, because only the process that joined hears of the end of the mute. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVoiceChatInWhichTheAccountWasMutedHasToBeJoined(boolean inPublic) throws Exception {
        Chat chat = inPublic ? telegram.publicGroup() : telegram.privateGroup();
        join(chat);
        telegram.world.voiceChats().setMuted(callOf(chat), telegram.owner.id(), me.id(), true);
        await().atMost(PATIENCE).until(() -> told.changes(chat.id()).contains(Change.MUTED));

        session.close(PATIENCE);
        reopen();

        told.awaitChanges(chat.id(), Change.REJOIN_NEEDED);
    }

    /** Checks it twice: once after the restart, and once more with the news of another voice chat. */
    @Test
    void aVoiceChatThatGoesOnIsLeftAloneAndToldOnceToBeUnwatched() throws Exception {
        Chat chat = telegram.publicGroup();
        Chat ended = telegram.privateGroup();
        join(chat);

        joinAndRestartAfter(ended, call -> telegram.world.voiceChats().end(call, telegram.owner.id()));

        told.awaitChanges(ended.id(), Change.ENDED);
        told.awaitChanges(chat.id(), Change.UNWATCHED);
        telegram.world.voiceChats().start(ended.id(), telegram.owner.id(), "");
        told.awaitMayJoin(ended.id(), 0);
        assertThat(told.changes(chat.id())).containsExactly(Change.UNWATCHED);
        assertThat(session.voiceChats()).containsExactly(chat.id());
    }

    @Test
    void aBanFromAPublicGroupIsNoEndOfItsVoiceChat() throws Exception {
        Chat lounge = telegram.publicGroup();
        joinAndRestart(lounge);

        telegram.world.members().ban(lounge.id(), telegram.owner.id(), me.id());

        told.awaitChanges(lounge.id(), Change.UNWATCHED, Change.REMOVED);
    }

    @Test
    void aBanFromAPrivateGroupIsNoEndOfItsVoiceChat() throws Exception {
        Chat cellar = telegram.privateGroup();
        joinAndRestart(cellar);

        telegram.world.members().ban(cellar.id(), telegram.owner.id(), me.id());

        told.awaitChanges(cellar.id(), Change.UNWATCHED, Change.REMOVED);
    }

    @Test
    void aKickFromAPrivateGroupIsNoEndOfItsVoiceChat() throws Exception {
        Chat cellar = telegram.privateGroup();
        joinAndRestart(cellar);

        telegram.world.members().unban(cellar.id(), telegram.owner.id(), me.id(), true);

        told.awaitChanges(cellar.id(), Change.UNWATCHED, Change.REMOVED);
    }

    @Test
    void aBanFromABasicGroupIsNoEndOfItsVoiceChat() throws Exception {
        Chat cellar = telegram.world.chats().createBasicGroup("Cellar", telegram.owner.id());
        telegram.world.voiceChats().start(cellar.id(), telegram.owner.id(), "");
        joinAndRestart(cellar);

        telegram.world.members().ban(cellar.id(), telegram.owner.id(), me.id());

        told.awaitChanges(cellar.id(), Change.UNWATCHED, Change.REMOVED);
    }

    @Test
    void theEndOfAVoiceChatThatAFormerProcessJoinedIsTold() throws Exception {
        Chat cellar = telegram.privateGroup();
        joinAndRestart(cellar);
        long call =
                telegram.world.voiceChats().activeIn(cellar.id()).orElseThrow().id();

        telegram.world.voiceChats().end(call, telegram.owner.id());

        told.awaitChanges(cellar.id(), Change.UNWATCHED, Change.ENDED);
    }
}
