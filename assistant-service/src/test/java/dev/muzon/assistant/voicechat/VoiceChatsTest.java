package dev.muzon.assistant.voicechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.account.FakeSession;
import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.account.RequestKind;
import dev.muzon.assistant.account.TestAccounts;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VoiceChatsTest {
    private static final ChatRef PUBLIC = new ChatRef(-1001, "Lounge", "lounge");
    private static final ChatRef PRIVATE = new ChatRef(-1002, "Cellar", null);

    private final Map<String, FakeSession> sessions = new LinkedHashMap<>();
    private final Accounts accounts = TestAccounts.of(List.of("ann", "bob"), sessions);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ClosedChats closed = new ClosedChats();
    private final VoiceChats voiceChats =
            new VoiceChats(accounts, (chatId, _) -> "https://t.me/+invite" + -chatId, closed, meters);

    @Test
    void anAccountJoinsTheChatThenStartsAndJoinsTheVoiceChat() throws Exception {
        ready("ann", "bob");

        VoiceChatJoined joined = voiceChats.join(joinOf(PUBLIC));

        assertThat(joined).isEqualTo(new VoiceChatJoined("ann", 77, "{\"transport\":{}}", true, "@ann"));
        assertThat(session("ann").asked).containsExactly("join by username lounge", "join call 77");
        assertThat(session("bob").asked).isEmpty();
    }

    @Test
    void aLinkIsAskedForWhereAGroupHasNoName() throws Exception {
        ready("ann");

        voiceChats.join(joinOf(PRIVATE));

        assertThat(session("ann").asked).contains("join by link https://t.me/+invite1002");
    }

    @Test
    void aLinkIsAskedForWhereTheNameLeadsToAnotherChat() throws Exception {
        ready("ann");
        session("ann").chats.put("lounge", -4711L);
        session("ann").chats.put("https://t.me/+invite1001", PUBLIC.id());

        join(PUBLIC);

        assertThat(session("ann").member).containsExactly(PUBLIC.id());
        assertThat(session("ann").asked).contains("join by link https://t.me/+invite1001");
    }

    /** Joins where admins would otherwise get a request from every account, and another one with every try. */
    @Test
    void onlyOneRequestToJoinIsSentAndItsApprovalAwaited() throws Exception {
        ready("ann", "bob");
        session("ann").refusesToJoinChats = Failure.of(FailureCode.JOIN_REQUESTED, "INVITE_REQUEST_SENT");
        assertFails(FailureCode.JOIN_REQUESTED);
        assertFails(FailureCode.JOIN_REQUESTED);

        session("ann").member.add(PUBLIC.id());

        assertThat(join(PUBLIC)).isEqualTo("ann");
        assertThat(session("ann").asked)
                .containsOnlyOnce("join by username lounge")
                .contains("await membership for PT5S");
        assertThat(session("bob").asked).isEmpty();
    }

    @Test
    void anAccountThatDoesNotPlayMusicIsNeverChosen() throws Exception {
        ready("ann", "bob");
        accounts.assign("ann", List.of(AccountRole.NOTES, AccountRole.CHANNELS));
        session("ann").member.add(PUBLIC.id());

        assertThat(join(PUBLIC)).isEqualTo("bob");

        accounts.assign("bob", List.of(AccountRole.NOTES));
        assertFails(FailureCode.NO_ASSISTANT);
        assertThat(session("ann").asked).isEmpty();
    }

    @Test
    void anotherAccountJoinsWhereTheFirstIsDeclined() throws Exception {
        ready("ann", "bob");
        session("ann").refusesToJoinChats = Failure.of(FailureCode.JOIN_DECLINED, "INVITE_REQUEST_DECLINED");

        assertThat(join(PUBLIC)).isEqualTo("bob");
    }

    @Test
    void anotherAccountJoinsWhereTheFirstIsBanned() throws Exception {
        ready("ann", "bob");
        session("ann").refusesToJoinChats = Failure.of(FailureCode.ASSISTANT_BANNED, "banned");

        assertThat(voiceChats.join(joinOf(PUBLIC)).accountId()).isEqualTo("bob");
    }

    @Test
    void aFloodedAccountIsLeftAloneWhereAnotherOneMayJoin() throws Exception {
        ready("ann", "bob");
        assertThat(join(PUBLIC)).isEqualTo("ann");
        session("ann").floods.put(RequestKind.CALL, Duration.ofMinutes(2));
        session("ann").asked.clear();

        assertThat(join(PUBLIC)).isEqualTo("bob");
        assertThat(join(PRIVATE)).isEqualTo("bob");
        assertThat(session("ann").asked).isEmpty();
    }

    @Test
    void aChatWaitsForTheShortestWaitWhereAllAccountsAreFlooded() {
        ready("ann", "bob");
        session("ann").floods.put(RequestKind.CALL, Duration.ofSeconds(100));
        session("bob").floods.put(RequestKind.CALL, Duration.ofMinutes(15));

        assertThatThrownBy(() -> join(PUBLIC))
                .asInstanceOf(type(FailureException.class))
                .extracting(FailureException::failure)
                .asInstanceOf(type(Failure.FloodWait.class))
                .extracting(Failure.FloodWait::retryAfter)
                .isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void anAccountThatIsInTheChatAlreadyJoinsWhereTheBotMayNotInvite() throws Exception {
        ready("ann", "bob");
        session("bob").member.add(PRIVATE.id());
        var withoutLinks = new VoiceChats(
                accounts,
                (_, _) -> {
                    throw Failure.of(FailureCode.BOT_RIGHTS_MISSING, "not enough rights")
                            .asException();
                },
                closed,
                meters);

        assertThat(withoutLinks.join(joinOf(PRIVATE)).accountId()).isEqualTo("bob");
    }

    @Test
    void theRightThatTheBotLacksAndTheAccountItCannotInviteAreNamed() {
        ready("ann");
        var withoutLinks = new VoiceChats(
                accounts,
                (_, _) -> {
                    throw Failure.of(FailureCode.BOT_RIGHTS_MISSING, "not enough rights")
                            .asException();
                },
                closed,
                meters);

        assertThatThrownBy(() -> withoutLinks.join(joinOf(PRIVATE)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure())
                                .isEqualTo(Failure.of(
                                        FailureCode.INVITE_RIGHT_MISSING,
                                        "not enough rights",
                                        Map.of("assistant", FailureArgument.text("@ann")))));
    }

    @Test
    void aBanThatOnlyTheBotSeesIsNamedInsteadOfTheRightItLacks() {
        ready("ann");
        var withoutLinks = new VoiceChats(
                accounts,
                (_, user) -> {
                    assertThat(user).isEqualTo(1);
                    throw Failure.of(FailureCode.ASSISTANT_BANNED, "banned").asException();
                },
                closed,
                meters);

        assertThatThrownBy(() -> withoutLinks.join(joinOf(PRIVATE)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.ASSISTANT_BANNED));
    }

    @Test
    void newsIsAwaitedOfChatsThatNobodyGotIntoAndOfNoOthers() throws Exception {
        ready("ann");
        assertThat(closed.takeNews(PUBLIC.id())).isFalse();
        session("ann").refusesToJoinChats = Failure.of(FailureCode.ASSISTANT_BANNED, "banned");
        assertFails(FailureCode.ASSISTANT_BANNED);

        assertThat(closed.takeNews(PUBLIC.id())).isTrue();
        assertThat(closed.takeNews(PUBLIC.id())).isFalse();
        assertFails(FailureCode.ASSISTANT_BANNED);
        session("ann").refusesToJoinChats = null;
        join(PUBLIC);
        assertThat(closed.takeNews(PUBLIC.id())).isFalse();
    }

    @Test
    void aRefusalThatKeepsComingIsLoggedOnce() {
        assertThat(closed.isNew(1, "ann", FailureCode.ASSISTANT_BANNED)).isTrue();
        assertThat(closed.isNew(1, "ann", FailureCode.ASSISTANT_BANNED)).isFalse();
        assertThat(closed.isNew(1, "ann", FailureCode.NO_VOICE_CHAT)).isTrue();
        closed.open(1);

        assertThat(closed.isNew(1, "ann", FailureCode.ASSISTANT_BANNED)).isTrue();
    }

    @Test
    void chatsAreSpreadOverAccountsButEachStaysWithItsAccount() throws Exception {
        ready("ann", "bob");

        assertThat(join(PUBLIC)).isEqualTo("ann");
        assertThat(join(PRIVATE)).isEqualTo("bob");
        assertThat(join(PUBLIC)).isEqualTo("ann");
    }

    @Test
    void aVoiceChatThatIsOverIsLookedUpOnceMore() throws Exception {
        ready("ann");
        session("ann").calls.put(PUBLIC.id(), 5);
        session("ann").over.add(5);

        assertThat(voiceChats.join(joinOf(PUBLIC)).groupCallId()).isEqualTo(77);
        assertThat(session("ann").asked).containsSubsequence("join call 5", "join call 77");
    }

    @Test
    void aVoiceChatThatStaysOverIsTheAnswerAndForgotten() throws Exception {
        ready("ann");
        join(PUBLIC);
        session("ann").over.addAll(List.of(77, 78));

        assertFails(FailureCode.NO_VOICE_CHAT);
        assertThat(accounts.account("ann").isIn(PUBLIC.id())).isFalse();
    }

    @Test
    void joinsAreTimedByTheirOutcome() throws Exception {
        ready("ann");
        join(PUBLIC);
        session("ann").refusesToJoinChats = Failure.of(FailureCode.ASSISTANT_BANNED, "banned");
        assertThatThrownBy(() -> join(PRIVATE)).isInstanceOf(FailureException.class);

        assertThat(joins("joined")).isOne();
        assertThat(joins("assistant.banned")).isOne();
    }

    @Test
    void aMissingVoiceChatIsTheAnswerWhereTheAccountMayNotStartOne() {
        ready("ann");
        session("ann").refusesToCreate = Failure.of(FailureCode.VOICE_CHAT_RIGHTS_MISSING, "CHAT_ADMIN_REQUIRED");

        assertFails(FailureCode.NO_VOICE_CHAT);
    }

    @Test
    void aVoiceChatThatWasStartedAMomentAgoIsNotRefused() throws Exception {
        ready("ann", "bob");
        session("ann").refusesToCreate = Failure.of(FailureCode.VOICE_CHAT_RIGHTS_MISSING, "CHAT_ADMIN_REQUIRED");
        session("ann").unheard.put(PUBLIC.id(), 5);

        assertThat(voiceChats.join(joinOf(PUBLIC)))
                .isEqualTo(new VoiceChatJoined("ann", 5, "{\"transport\":{}}", false, "@ann"));
    }

    @Test
    void onlyOneAccountWaitsForNewsOfAVoiceChat() {
        ready("ann", "bob");
        session("ann").refusesToCreate = Failure.of(FailureCode.VOICE_CHAT_RIGHTS_MISSING, "CHAT_ADMIN_REQUIRED");
        session("bob").refusesToCreate = session("ann").refusesToCreate;

        assertFails(FailureCode.NO_VOICE_CHAT);
        assertThat(session("ann").asked).contains("await a call for PT3S");
        assertThat(session("bob").asked).contains("await a call for PT0S");
    }

    @Test
    void withoutAnyReadyAccountTheFailureIsTransient() {
        session("ann").listener.login(new LoginState.WaitingForQrScan("tg://login"));
        session("bob").listener.login(new LoginState.WaitingForQrScan("tg://login"));
        assertFails(FailureCode.NO_ASSISTANT);
    }

    @Test
    void accountsThatAreStillStartingAreNotCalledMissing() {
        session("ann").listener.login(new LoginState.WaitingForQrScan("tg://login"));
        assertFails(FailureCode.ASSISTANT_STARTING);
    }

    @Test
    void voiceChatsAreLeftOnlyWithAccountsThatAreInThem() throws Exception {
        ready("ann", "bob");
        voiceChats.join(joinOf(PUBLIC));

        voiceChats.leave(PUBLIC.id(), Owners.ANYBODY);
        voiceChats.leave(PUBLIC.id(), Owners.ANYBODY);
        voiceChats.leave(PRIVATE.id(), Owners.ANYBODY);

        String left = "leave the call of " + PUBLIC.id();
        assertThat(session("ann").asked).endsWith(left).containsOnlyOnce(left);
        assertThat(session("bob").asked).isEmpty();
    }

    /** Leaves right after a restart, when it is not known yet in which calls an account still is. */
    @Test
    void aLeaveThatComesBeforeTheAccountsAreReadyFails() {
        session("ann").listener.login(new LoginState.WaitingForQrScan("tg://login"));

        assertThatThrownBy(() -> voiceChats.leave(PUBLIC.id(), Owners.ANYBODY))
                .asInstanceOf(type(FailureException.class))
                .satisfies(e -> assertThat(e.failure().code()).isEqualTo(FailureCode.NO_ASSISTANT));
    }

    @Test
    void aFormerOwnerNeitherJoinsNorLeaves() throws Exception {
        ready("ann", "bob");
        voiceChats.join(new VoiceChatJoin(PUBLIC, "{\"ssrc\":1}", 5, false));
        voiceChats.join(new VoiceChatJoin(PUBLIC, "{\"ssrc\":2}", 6, false));
        int asked = session("ann").asked.size();

        assertThatThrownBy(() -> voiceChats.join(new VoiceChatJoin(PUBLIC, "{\"ssrc\":1}", 5, false)))
                .asInstanceOf(type(FailureException.class))
                .satisfies(e -> assertThat(e.failure().code()).isEqualTo(FailureCode.OWNED_ELSEWHERE));
        voiceChats.leave(PUBLIC.id(), 5);

        assertThat(session("ann").asked).hasSize(asked);
        voiceChats.leave(PUBLIC.id(), 6);
        assertThat(session("ann").asked).endsWith("leave the call of " + PUBLIC.id());
    }

    // The tokens were forgotten at a restart, and a leave that came late ended the call of the new owner.
    @Test
    void aFormerOwnerEndedTheCallOfTheNewestOneAfterARestart() throws Exception {
        ready("ann", "bob");
        voiceChats.join(new VoiceChatJoin(PUBLIC, "{\"ssrc\":2}", 6, false));
        var restarted = new VoiceChats(accounts, (_, _) -> "", closed, meters);

        restarted.leave(PUBLIC.id(), 5);
        assertThat(session("ann").voiceChats()).containsExactly(PUBLIC.id());

        restarted.leave(PUBLIC.id(), 6);
        assertThat(session("ann").voiceChats()).isEmpty();
    }

    @Test
    void noVoiceChatIsStartedForAPlayerThatOnlyWaits() throws Exception {
        ready("ann");

        assertThatThrownBy(() -> voiceChats.join(new VoiceChatJoin(PUBLIC, "{\"ssrc\":1}", 5, true)))
                .asInstanceOf(type(FailureException.class))
                .satisfies(e -> assertThat(e.failure().code()).isEqualTo(FailureCode.NO_VOICE_CHAT));
    }

    private static VoiceChatJoin joinOf(ChatRef chat) {
        return new VoiceChatJoin(chat, "{\"ssrc\":1}", Owners.ANYBODY, false);
    }

    private String join(ChatRef chat) throws InterruptedException {
        return voiceChats.join(joinOf(chat)).accountId();
    }

    private long joins(String outcome) {
        return meters.get("muzon.assistant.joins")
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    private void assertFails(FailureCode code) {
        assertThatThrownBy(() -> voiceChats.join(joinOf(PUBLIC)))
                .asInstanceOf(type(FailureException.class))
                .satisfies(e -> assertThat(e.failure().code()).isEqualTo(code));
    }

    private void ready(String... ids) {
        for (String id : ids) {
            session(id).chats.put("lounge", PUBLIC.id());
            session(id).chats.put("https://t.me/+invite1002", PRIVATE.id());
            session(id).listener.login(new LoginState.Ready(1, id, id));
        }
    }

    private FakeSession session(String id) {
        return sessions.computeIfAbsent(id, _ -> {
            throw new IllegalStateException("no session " + id);
        });
    }
}
