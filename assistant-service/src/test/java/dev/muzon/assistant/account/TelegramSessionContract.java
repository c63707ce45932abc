package dev.muzon.assistant.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The contract of every {@link TelegramSession} that is logged in. */
public abstract class TelegramSessionContract {
    protected static final String PAYLOAD = "{\"ufrag\":\"u\",\"pwd\":\"p\",\"ssrc\":4242}";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A public group with its voice chat on, and the actions of its owner. The session has not joined it yet. */
    public interface Room {
        long id();

        String username();

        String inviteLink();

        void startVoiceChat();

        void endVoiceChat();

        /** Lets the session start voice chats. It has to be a member. */
        void trust();

        void mute(boolean muted);

        /** Makes the server remove the session from the voice chat, as one whose connection is dead. */
        void drop();

        void ban();
    }

    protected abstract TelegramSession session();

    protected abstract RecordingListener listener();

    protected abstract Room room();

    /** Returns the server's answer to every join. */
    protected abstract String transport();

    @Test
    void aPublicGroupIsJoinedByItsName() throws Exception {
        assertThat(session().isMember(room().id())).isFalse();

        session().joinByUsername(room().id(), room().username());
        session().joinByUsername(room().id(), room().username());

        assertThat(session().isMember(room().id())).isTrue();
    }

    @Test
    void aGroupIsJoinedByItsInviteLink() throws Exception {
        session().joinByInviteLink(room().inviteLink());
        session().joinByInviteLink(room().inviteLink());

        assertThat(session().isMember(room().id())).isTrue();
    }

    @Test
    void joiningByANameThatNobodyHasIsRefused() throws Exception {
        assertThat(session().joinByUsername(room().id(), "nobody_is_here")).isFalse();
    }

    /** Joins by a name that somebody else may have taken from the group. */
    @Test
    void joiningByANameOfAnotherChatIsRefused() throws Exception {
        assertThat(session().joinByUsername(room().id() - 1, room().username())).isFalse();

        assertThat(session().isMember(room().id())).isFalse();
    }

    @Test
    void joiningByAnInvalidLinkIsRefused() {
        assertFails(FailureCode.ASSISTANT_CANNOT_JOIN, () -> session().joinByInviteLink("https://t.me/+no"));
    }

    @Test
    void aBannedAccountIsNotAMemberAndCannotReturn() throws Exception {
        session().joinByUsername(room().id(), room().username());
        room().ban();

        await().atMost(PATIENCE).until(() -> !session().isMember(room().id()));
        assertFails(FailureCode.ASSISTANT_BANNED, () -> session().joinByUsername(room().id(), room().username()));
        assertFails(FailureCode.ASSISTANT_BANNED, () -> session().joinByInviteLink(room().inviteLink()));
    }

    @Test
    void theCurrentVoiceChatIsKnown() throws Exception {
        session().joinByUsername(room().id(), room().username());
        int first = session().voiceChat(room().id()).orElseThrow();

        room().endVoiceChat();
        await().atMost(PATIENCE).until(() -> session().voiceChat(room().id()).isEmpty());
        room().startVoiceChat();
        await().atMost(PATIENCE).until(() -> session().voiceChat(room().id()).isPresent());

        assertThat(session().voiceChat(room().id()).orElseThrow()).isNotEqualTo(first);
    }

    @Test
    void aVoiceChatThatHasJustBegunIsWaitedFor() throws Exception {
        session().joinByUsername(room().id(), room().username());
        room().endVoiceChat();
        await().atMost(PATIENCE).until(() -> session().voiceChat(room().id()).isEmpty());
        assertThat(session().awaitVoiceChat(room().id(), Duration.ZERO)).isEmpty();

        room().startVoiceChat();

        assertThat(session().awaitVoiceChat(room().id(), PATIENCE)).isPresent();
    }

    @Test
    void aVoiceChatIsStartedOnlyWithTheRightToDoSo() throws Exception {
        session().joinByUsername(room().id(), room().username());
        room().endVoiceChat();
        await().atMost(PATIENCE).until(() -> session().voiceChat(room().id()).isEmpty());
        assertFails(FailureCode.VOICE_CHAT_RIGHTS_MISSING, () -> session().createVoiceChat(room().id()));

        room().trust();
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(FailureException.class)
                .until(() -> {
                    session().createVoiceChat(room().id());
                    return true;
                });

        assertThat(session().voiceChat(room().id())).isPresent();
    }

    @Test
    void joiningReturnsTheTransportAndLeavingTellsNoChange() throws Exception {
        int call = voiceChat();

        assertThat(session().joinVoiceChat(room().id(), call, PAYLOAD)).isEqualTo(transport());
        assertThat(session().voiceChats()).contains(room().id());
        session().leaveVoiceChat(room().id());
        session().leaveVoiceChat(room().id());
        assertThat(session().voiceChats()).doesNotContain(room().id());

        assertThat(session().joinVoiceChat(room().id(), call, PAYLOAD)).isEqualTo(transport());
        assertThat(listener().changes(room().id())).isEmpty();
    }

    @Test
    void aPayloadWithoutASourceIsBadInput() throws Exception {
        int call = voiceChat();

        assertFails(
                FailureCode.BAD_INPUT,
                () -> session().joinVoiceChat(room().id(), call, "{\"ufrag\":\"u\",\"pwd\":\"p\"}"));
        assertFails(FailureCode.BAD_INPUT, () -> session().joinVoiceChat(room().id(), call, "no json"));
    }

    @Test
    void aVoiceChatThatIsOverCannotBeJoined() throws Exception {
        int call = voiceChat();
        room().endVoiceChat();
        await().atMost(PATIENCE).until(() -> session().voiceChat(room().id()).isEmpty());

        assertFails(FailureCode.NO_VOICE_CHAT, () -> session().joinVoiceChat(room().id(), call, PAYLOAD));
        assertThat(session().voiceChats()).doesNotContain(room().id());
    }

    @Test
    void theEndOfTheVoiceChatIsReported() throws Exception {
        session().joinVoiceChat(room().id(), voiceChat(), PAYLOAD);
        room().endVoiceChat();

        listener().awaitChanges(room().id(), Change.ENDED);
        assertThat(session().voiceChats()).doesNotContain(room().id());
    }

    @Test
    void aDroppedParticipantIsToldToJoinAgain() throws Exception {
        int call = voiceChat();
        session().joinVoiceChat(room().id(), call, PAYLOAD);
        room().drop();
        listener().awaitChanges(room().id(), Change.REJOIN_NEEDED);
        assertThat(session().voiceChats()).doesNotContain(room().id());

        assertThat(session().joinVoiceChat(room().id(), call, PAYLOAD.replace("4242", "4343")))
                .isEqualTo(transport());
    }

    @Test
    void removalFromTheGroupIsReported() throws Exception {
        session().joinVoiceChat(room().id(), voiceChat(), PAYLOAD);
        room().ban();

        listener().awaitChanges(room().id(), Change.REMOVED);
        assertThat(session().voiceChats()).doesNotContain(room().id());
    }

    @Test
    void anAdminsMuteAndItsEndAreReported() throws Exception {
        session().joinVoiceChat(room().id(), voiceChat(), PAYLOAD);
        room().mute(true);
        listener().awaitChanges(room().id(), Change.MUTED);
        room().mute(false);

        listener().awaitChanges(room().id(), Change.MUTED, Change.UNMUTED);
    }

    private int voiceChat() throws InterruptedException {
        session().joinByUsername(room().id(), room().username());
        return session().voiceChat(room().id()).orElseThrow();
    }

    protected static void assertFails(FailureCode code, ThrowingCallable action) {
        assertThatThrownBy(action)
                .asInstanceOf(type(FailureException.class))
                .satisfies(
                        e -> assertThat(e.failure().code()).as(e.getMessage()).isEqualTo(code));
    }
}
