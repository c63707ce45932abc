package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.assistant.account.ConnectionState;
import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GroupCallsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SOURCE = -4242;

    private final List<Change> told = new ArrayList<>();
    private final List<@Nullable Integer> sources = new ArrayList<>();
    private Collection<JoinedCall> remembered = List.of();
    private final GroupCalls calls = new GroupCalls(
            new TelegramSession.Listener() {
                @Override
                public void login(LoginState state) {}

                @Override
                public void connection(ConnectionState state) {}

                @Override
                public void voiceChat(long chatId, int groupCallId, @Nullable Integer audioSource, Change change) {
                    told.add(change);
                    sources.add(audioSource);
                }

                @Override
                public void mayJoin(long chatId, String news) {}
            },
            calls -> remembered = calls);

    @BeforeEach
    void join() {
        calls.joining(call(-1, 5));
    }

    @Test
    void updatesFromBeforeTheJoinTookEffectAreIgnored() {
        update("{'id':5,'is_active':true,'is_joined':false,'need_rejoin':false}");

        assertThat(told).isEmpty();
    }

    @Test
    void theComingAndGoingOfListenersIsToldOnce() {
        update("{'id':5,'is_active':true,'is_joined':false,'participant_count':1}");
        assertThat(told).as("before we are in").isEmpty();

        update("{'id':5,'is_active':true,'is_joined':true,'participant_count':2}");
        update("{'id':5,'is_active':true,'is_joined':true,'participant_count':3}");
        update("{'id':5,'is_active':true,'is_joined':true,'participant_count':1}");
        update("{'id':5,'is_active':true,'is_joined':true,'participant_count':1}");
        update("{'id':5,'is_active':true,'is_joined':true,'participant_count':2}");

        assertThat(told).containsExactly(Change.ACCOMPANIED, Change.ALONE, Change.ACCOMPANIED);
    }

    @Test
    void whetherAnybodyListensIsToldAgainAfterANewJoin() {
        update("{'id':5,'is_active':true,'is_joined':true,'participant_count':1}");
        calls.joining(call(-1, 5));
        update("{'id':5,'is_active':true,'is_joined':true,'participant_count':1}");

        assertThat(told).containsExactly(Change.ALONE, Change.ALONE);
    }

    @Test
    void aDroppedCallNeedsToBeRejoinedOnce() {
        update("{'id':5,'is_active':true,'is_joined':true}");
        update("{'id':5,'is_active':true,'is_joined':false,'need_rejoin':true}");
        update("{'id':5,'is_active':true,'is_joined':false,'need_rejoin':true}");

        assertThat(told).containsExactly(Change.REJOIN_NEEDED);
    }

    @Test
    void anEndedCallAndARemovalAreDistinguished() {
        update("{'id':5,'is_active':true,'is_joined':true}");
        update("{'id':5,'is_active':true,'is_joined':false,'need_rejoin':false}");
        calls.joining(call(-1, 6));
        update("{'id':6,'is_active':false}");

        assertThat(told).containsExactly(Change.REMOVED, Change.ENDED);
    }

    @Test
    void removalFromAChatEndsThatChatsCallOnly() {
        calls.joining(call(-2, 6));
        calls.removedFrom(-1);
        calls.removedFrom(-1);

        assertThat(told).containsExactly(Change.REMOVED);
        assertThat(calls.forget(-2)).isEqualTo(call(-2, 6));
    }

    @Test
    void leavingACallTellsNoChange() {
        update("{'id':5,'is_active':true,'is_joined':true}");
        calls.forget(-1);
        update("{'id':5,'is_active':true,'is_joined':false,'need_rejoin':false}");

        assertThat(told).isEmpty();
    }

    @Test
    void anAdminsMuteIsReportedOnceInEachDirection() {
        String muted = "{'is_current_user':true,'is_muted_for_all_users':true,'can_unmute_self':false}";
        calls.participant(5, JSON.readTree(muted.replace('\'', '"')));
        calls.participant(5, JSON.readTree(muted.replace('\'', '"')));
        calls.participant(5, JSON.readTree("{\"is_current_user\":true,\"is_muted_for_all_users\":false}"));

        assertThat(told).containsExactly(Change.MUTED, Change.UNMUTED);
    }

    @Test
    void theOwnerOfACallIsRemembered() {
        calls.ownedBy(-1, 6);
        calls.ownedBy(-2, 7);

        assertThat(remembered).containsExactly(call(-1, 5).ownedBy(6));
        assertThat(calls.owner(-1)).isEqualTo(6);
        assertThat(calls.owner(-2)).isZero();
    }

    @Test
    void aChangeNamesTheAudioSourceOfItsJoin() {
        calls.joining(new JoinedCall(-1, 5, 905, 17, null, false, 0, false));
        update("{'id':5,'is_active':true,'is_joined':true,'participant_count':2}");
        calls.joining(new JoinedCall(-1, 5, 905, 18, null, false, 0, false));
        update("{'id':5,'is_active':false}");

        assertThat(sources).containsExactly(17, 18);
    }

    @Test
    void aMuteOfAFormerJoinToTheSameCallIsStale() {
        String muted = "{'is_current_user':true,'is_muted_for_all_users':true,'can_unmute_self':false,"
                + "'audio_source_id':17}";
        calls.participant(5, JSON.readTree(muted.replace('\'', '"')));
        assertThat(told).isEmpty();

        calls.participant(5, JSON.readTree(muted.replace('\'', '"').replace("17", String.valueOf(SOURCE))));

        assertThat(told).containsExactly(Change.MUTED);
    }

    @Test
    void callsAreStoredAtEveryChange() {
        assertThat(remembered).containsExactly(call(-1, 5));
        calls.joining(call(-2, 6));
        assertThat(remembered).containsExactlyInAnyOrder(call(-1, 5), call(-2, 6));
        update("{'id':6,'is_active':false}");
        calls.forget(-1);

        assertThat(remembered).isEmpty();
    }

    /**
     * Sends updates with numbers of a former process, because TDLib numbers calls from the beginning in every process.
     */
    @Test
    void updatesWithCallNumbersOfAFormerProcessAreIgnored() {
        calls.restore(call(-2, 7).asFormer());
        update("{'id':7,'is_active':false}");
        assertThat(told).isEmpty();

        calls.noneOn(-1);
        calls.noneOn(-2);

        assertThat(told).containsExactly(Change.ENDED);
        assertThat(calls.chats()).containsExactly(-1L);
    }

    @Test
    void aNewCallIsNotReplacedByARestoredOne() {
        calls.restore(call(-1, 3).asFormer());

        assertThat(calls.forget(-1)).isEqualTo(call(-1, 5));
    }

    @Test
    void aCallMovesAlongWhenItsGroupBecomesASupergroup() {
        update("{'id':5,'is_active':true,'is_joined':true}");
        calls.moved(-1, -1001);
        calls.moved(-1, -1001);

        assertThat(remembered).containsExactly(call(-1001, 5));
        assertThat(calls.forget(-1)).isNull();
        update("{'id':5,'is_active':true,'is_joined':false,'need_rejoin':false}");
        assertThat(told).containsExactly(Change.REMOVED);
    }

    @Test
    void aLostSessionEndsEveryCall() {
        calls.joining(call(-2, 6));
        calls.sessionLost();

        assertThat(told).containsExactly(Change.REJOIN_NEEDED, Change.REJOIN_NEEDED);
        assertThat(calls.chats()).isEmpty();
    }

    private static JoinedCall call(long chatId, int groupCallId) {
        return new JoinedCall(chatId, groupCallId, 900 + groupCallId, SOURCE, null, false, 0, false);
    }

    private void update(String groupCall) {
        calls.updated(JSON.readTree(groupCall.replace('\'', '"')));
    }
}
