package dev.muzon.voice.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import dev.muzon.voice.call.Call.State;
import dev.muzon.voice.engine.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {
    private static final CallRules RULES = new CallRules(
            Duration.ofSeconds(90),
            Duration.ofSeconds(12),
            Duration.ofMinutes(15),
            Duration.ofSeconds(5),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 0),
            new Backoff(Duration.ofSeconds(3), Duration.ofMinutes(1), 0));
    private static final VoiceChatJoined ANSWER = new VoiceChatJoined("main", 77, "{}", false, "@muzon_assistant");
    private static final Failure NO_VOICE_CHAT = Failure.of(FailureCode.NO_VOICE_CHAT, "nobody started one");
    private static final Failure MUTED = Failure.of(
            FailureCode.VOICE_CHAT_MUTED,
            "an admin muted the assistant",
            Map.of("assistant", FailureArgument.text("@muzon_assistant")));
    private static final Failure PASSING = Failure.of(FailureCode.PEER_UNAVAILABLE, "no assistant yet");

    private final TestClock clock = TestClock.create();
    private final Call call =
            new Call(new CallTarget(-1001), RULES, new MonotonicClock(clock, clock::nanos), new Random(1));

    @Test
    void aCallJoinsConnectsAndIsUp() {
        assertThat(call.join()).containsExactly(new CallEffect.Join(1));
        assertThat(call.state()).isEqualTo(State.JOINING);
        assertThat(call.joined(1, ANSWER)).containsExactly(new CallEffect.Connect(1, "{}"));
        assertThat(call.state()).isEqualTo(State.CONNECTING);
        assertThat(call.connection(ConnectionState.CONNECTING)).isEmpty();
        assertThat(call.connection(ConnectionState.CONNECTED)).containsExactly(new CallEffect.Up());
        assertThat(call.state()).isEqualTo(State.CONNECTED);
        assertThat(call.nextWake()).isNull();
        assertThat(call.join()).isEmpty();
    }

    @Test
    void aLostConnectedEventIsTimedOutAndTriedWithANewPayload() {
        call.join();
        call.joined(1, ANSWER);
        clock.advance(Duration.ofSeconds(11));
        assertThat(call.wakeUp()).isEmpty();
        clock.advance(Duration.ofSeconds(1));

        assertThat(call.wakeUp()).hasSize(3).contains(new CallEffect.StopEngine());
        assertThat(call.state()).isEqualTo(State.RECONNECTING);
        clock.advance(Duration.ofSeconds(1));
        assertThat(call.wakeUp()).containsExactly(new CallEffect.Join(2));
    }

    @Test
    void signallingThatNeverAnswersIsTimedOut() {
        call.join();
        clock.advance(Duration.ofSeconds(90));

        assertThat(lost(call.wakeUp()).code()).isEqualTo(FailureCode.TELEGRAM_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aCorrectedClockNeitherDelaysNorEndsACallThatReconnects(int hours) {
        call.join();
        call.failed(1, PASSING);
        clock.step(Duration.ofHours(hours));
        assertThat(call.wakeUp()).as("nothing is due early").isEmpty();
        clock.advance(Duration.ofSeconds(1));

        assertThat(call.wakeUp()).containsExactly(new CallEffect.Join(2));
        assertThat(lost(call.failed(2, PASSING))).as("it is not given up").isEqualTo(PASSING);
        assertThat(call.state()).isEqualTo(State.RECONNECTING);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aCorrectedClockNeitherDelaysNorHurriesTheLimitOfAJoin(int hours) {
        call.join();
        clock.step(Duration.ofHours(hours));
        assertThat(call.wakeUp()).as("not late yet").isEmpty();
        clock.advance(Duration.ofSeconds(90));

        assertThat(lost(call.wakeUp()).code()).isEqualTo(FailureCode.TELEGRAM_UNAVAILABLE);
    }

    @Test
    void answersOfFormerAttemptsAreIgnored() {
        call.join();
        call.failed(1, PASSING);
        clock.advance(Duration.ofSeconds(1));
        call.wakeUp();

        assertThat(call.joined(1, ANSWER)).isEmpty();
        assertThat(call.failed(1, PASSING)).isEmpty();
        assertThat(call.state()).isEqualTo(State.JOINING);
        assertThat(call.joined(2, ANSWER)).containsExactly(new CallEffect.Connect(2, "{}"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ConnectionState.class,
            names = {"FAILED", "TIMEOUT", "CLOSED"})
    void aLostConnectionIsRejoined(ConnectionState lost) {
        connect();

        assertThat(lost(call.connection(lost)).code()).isEqualTo(FailureCode.CALL_LOST);
        assertThat(call.state()).isEqualTo(State.RECONNECTING);
        assertThat(call.connection(lost)).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerAnyMoreIsWaitedForAndWhatNobodyHeardIsTold() {
        connect();
        clock.advance(Duration.ofHours(1));

        List<CallEffect> effects = call.connection(ConnectionState.CONNECTING);

        assertThat(effects).first().isEqualTo(new CallEffect.Unheard(Call.NOTICED_AFTER));
        assertThat(lost(effects).code()).isEqualTo(FailureCode.CALL_LOST);
        assertThat(call.connection(ConnectionState.CONNECTING)).isEmpty();
        assertThat(call.connection(ConnectionState.CONNECTED)).containsExactly(new CallEffect.Up());
        assertThat(call.nextWake()).isNull();
    }

    @Test
    void aServerThatStaysAwayIsJoinedAgainAndNothingMoreIsUnheard() {
        connect();
        call.connection(ConnectionState.CONNECTING);
        clock.advance(RULES.connectTimeout());

        List<CallEffect> effects = call.wakeUp();

        assertThat(effects).contains(new CallEffect.StopEngine());
        assertThat(effects).noneMatch(CallEffect.Unheard.class::isInstance);
        assertThat(call.state()).isEqualTo(State.RECONNECTING);
    }

    @Test
    void aServerThatDoesNotAnswerAMutedAssistantLosesNoSound() {
        connect();
        call.changed(seat(77), Change.MUTED);

        assertThat(call.connection(ConnectionState.CONNECTING)).noneMatch(CallEffect.Unheard.class::isInstance);
        assertThat(lost(call.connection(ConnectionState.CONNECTED))).isEqualTo(MUTED);
    }

    @Test
    void delaysStartOverAfterSuccess() {
        call.join();
        refuseUntil(clock.instant().plusSeconds(60));
        assertThat(call.nextWake()).isAfter(clock.instant().plusSeconds(2));
        call.retry();
        call.joined(underWay(), ANSWER);
        call.connection(ConnectionState.CONNECTED);

        call.connection(ConnectionState.FAILED);
        assertThat(call.nextWake()).isEqualTo(clock.instant().plusSeconds(1));
    }

    // A join that was refused for 15 s was tried again 6 s after it would have been let through.
    @Test
    void theEndOfTroubleThatHasNoNewsWasNoticedLate() {
        call.join();

        assertThat(refuseUntil(clock.instant().plusSeconds(29)))
                .hasSizeGreaterThan(20)
                .allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofMillis(1200)));
        assertThat(refuseUntil(clock.instant().plusSeconds(90)))
                .as("Telegram is spared")
                .hasSizeLessThan(12)
                .contains(Duration.ofSeconds(8), Duration.ofSeconds(16));
    }

    /** Refuses every attempt, the one under way first, and returns the pauses before those that follow. */
    private List<Duration> refuseUntil(Instant end) {
        List<Duration> pauses = new ArrayList<>();
        Instant refused = clock.instant();
        call.failed(underWay(), PASSING);
        while (clock.instant().isBefore(end)) {
            clock.advance(Duration.between(clock.instant(), call.nextWake()));
            int attempt = attempt(call.wakeUp());
            if (attempt > 0) {
                pauses.add(Duration.between(refused, clock.instant()));
                refused = clock.instant();
                call.failed(attempt, PASSING);
            }
        }
        return pauses;
    }

    private int underWay() {
        return IntStream.range(1, 1000).filter(call::expects).findFirst().orElse(0);
    }

    @Test
    void aFloodWaitIsWaitedExactly() {
        call.join();
        call.failed(1, Failure.floodWait("slow", Duration.ofSeconds(37), Failure.FloodWait.Scope.ACCOUNT));

        clock.advance(Duration.ofSeconds(5));
        assertThat(call.wakeUp()).hasSize(1);
        assertThat(call.nextWake()).isEqualTo(clock.instant().plusSeconds(32));
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_VOICE_CHAT", "JOIN_REQUESTED", "NO_ASSISTANT", "CALL_SOURCE_TAKEN"})
    void troubleOfFiveSecondsIsToldOnceWhateverItsKindAndTriedOn(FailureCode code) {
        call.join();
        Failure failure = Failure.of(code, "none");

        assertThat(call.failed(1, failure)).containsExactly(new CallEffect.StopEngine(), new CallEffect.Lost(failure));
        List<CallEffect> told = new ArrayList<>();
        for (int second = 1; second <= 60; second++) {
            clock.advance(Duration.ofSeconds(1));
            List<CallEffect> due = call.wakeUp();
            if (due.contains(new CallEffect.Troubled(failure, Trouble.topic(failure)))) {
                told.add(due.getFirst());
                assertThat(second).isEqualTo(5);
            }
            call.failed(attempt(due), failure);
        }
        assertThat(told).hasSize(1);
        assertThat(call.state()).isIn(State.RECONNECTING, State.JOINING);
    }

    @Test
    void shortTroubleIsNotTold() {
        call.join();
        call.failed(1, PASSING);
        clock.advance(Duration.ofSeconds(1));
        call.wakeUp();
        call.joined(2, ANSWER);
        clock.advance(Duration.ofSeconds(8));

        assertThat(call.wakeUp()).isEmpty();
        assertThat(call.connection(ConnectionState.CONNECTED)).containsExactly(new CallEffect.Up());
        assertThat(call.nextWake()).isNull();
    }

    @Test
    void aJoinThatFailsAfterFiveSecondsIsToldAtOnce() {
        call.join();
        clock.advance(Duration.ofSeconds(6));

        assertThat(call.failed(1, NO_VOICE_CHAT))
                .contains(new CallEffect.Troubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code()));
    }

    @Test
    void anotherCauseIsToldToo() {
        call.join();
        clock.advance(Duration.ofSeconds(6));
        call.failed(1, Failure.of(FailureCode.INVITE_RIGHT_MISSING, "not enough rights"));
        call.retry();

        assertThat(call.failed(2, NO_VOICE_CHAT))
                .contains(new CallEffect.Troubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code()));
    }

    @Test
    void causesThatPassByThemselvesAreToldAsOne() {
        call.join();
        clock.advance(Duration.ofSeconds(6));
        call.failed(1, PASSING);
        call.retry();

        assertThat(call.failed(2, Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "a 500")))
                .noneMatch(CallEffect.Troubled.class::isInstance);
    }

    @Test
    void troubleAfterMusicIsToldOnceMore() {
        call.join();
        clock.advance(Duration.ofSeconds(6));
        call.failed(1, NO_VOICE_CHAT);
        call.retry();
        call.joined(2, ANSWER);
        call.connection(ConnectionState.CONNECTED);
        call.connection(ConnectionState.FAILED);
        clock.advance(Duration.ofSeconds(1));
        call.wakeUp();
        call.failed(3, NO_VOICE_CHAT);

        assertThat(call.nextWake()).isEqualTo(clock.instant().plusSeconds(3));
        clock.advance(Duration.ofSeconds(4));
        assertThat(call.wakeUp()).contains(new CallEffect.Troubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code()));
    }

    @Test
    void newsThatTheTroubleMayBeOverEndsThePause() {
        call.join();
        call.failed(1, NO_VOICE_CHAT);

        assertThat(call.retry()).containsExactly(new CallEffect.Join(2));
        assertThat(call.state()).isEqualTo(State.JOINING);
    }

    // "I can't invite" was told in the second after the right had been given.
    @Test
    void whatWasWrongBeforeTheNewsWasTold() {
        call.join();
        call.failed(1, NO_VOICE_CHAT);
        clock.advance(Duration.ofSeconds(5).minusMillis(1));
        assertThat(call.changed()).containsExactly(new CallEffect.Join(2));
        clock.advance(Duration.ofMillis(1));
        assertThat(call.wakeUp()).noneMatch(CallEffect.Troubled.class::isInstance);

        assertThat(call.failed(2, NO_VOICE_CHAT)).noneMatch(CallEffect.Troubled.class::isInstance);
        clock.advance(Duration.ofSeconds(5));
        assertThat(call.wakeUp()).contains(new CallEffect.Troubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code()));
    }

    // "Searching" was all that a person read for five seconds, although the ban was known at once.
    @ParameterizedTest
    @EnumSource(
            names = {"ASSISTANT_BANNED", "ASSISTANT_CANNOT_JOIN", "INVITE_RIGHT_MISSING", "VOICE_CHAT_RIGHTS_MISSING"})
    void whatOnlyPeopleRemoveWasToldToAPersonWhoAsksAfterSomeSeconds(FailureCode code) {
        Failure lasting = Failure.of(code, "no way in");
        call.join();
        assertThat(call.failed(1, lasting)).contains(new CallEffect.Troubled(lasting, code));

        call.changed();
        assertThat(call.failed(2, lasting)).noneMatch(CallEffect.Troubled.class::isInstance);
        clock.advance(Duration.ofSeconds(5));
        assertThat(call.wakeUp()).contains(new CallEffect.Troubled(lasting, code));
    }

    @Test
    void aPersonWhoAsksIsToldOnceMore() {
        call.join();
        clock.advance(Duration.ofSeconds(6));
        call.failed(1, NO_VOICE_CHAT);

        assertThat(call.ask()).containsExactly(new CallEffect.Join(2));
        assertThat(call.failed(2, NO_VOICE_CHAT)).noneMatch(CallEffect.Troubled.class::isInstance);
        clock.advance(Duration.ofSeconds(5));
        assertThat(call.wakeUp()).contains(new CallEffect.Troubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code()));
    }

    @Test
    void newsDuringAnAttemptMakesTheNextPauseShort() {
        call.join();
        for (int attempt = 1; attempt < 5; attempt++) {
            call.failed(attempt, NO_VOICE_CHAT);
            clock.advance(Duration.ofMinutes(1));
            call.wakeUp();
        }
        call.retry();
        call.failed(5, NO_VOICE_CHAT);

        assertThat(call.nextWake()).isEqualTo(clock.instant().plusSeconds(3));
    }

    @Test
    void newsDoesNotCutAWaitOfTelegramShort() {
        call.join();
        call.failed(1, Failure.floodWait("slow", Duration.ofSeconds(37), Failure.FloodWait.Scope.ACCOUNT));

        assertThat(call.retry()).isEmpty();
        assertThat(call.state()).isEqualTo(State.RECONNECTING);
    }

    @Test
    void newsChangesNothingForACallThatIsWellOrOver() {
        assertThat(call.retry()).isEmpty();
        connect();
        assertThat(call.retry()).isEmpty();
        call.leave();

        assertThat(call.retry()).isEmpty();
    }

    @Test
    void troubleThatLastsTooLongIsGivenUp() {
        call.join();
        int attempt = 1;
        while (call.state() != State.LEFT) {
            call.failed(attempt++, PASSING);
            clock.advance(Duration.ofSeconds(40));
            call.wakeUp();
        }

        assertThat(attempt).isBetween(20, 30);
        assertThat(call.join()).hasSize(1);
    }

    @Test
    void aRejoinThatTheServerAsksForIsDone() {
        connect();

        assertThat(lost(call.changed(seat(77), Change.REJOIN_NEEDED)).code()).isEqualTo(FailureCode.CALL_LOST);
        assertThat(call.nextWake()).isNotNull();
    }

    @Test
    void changesOfAnotherVoiceChatAreIgnored() {
        connect();

        for (Change change : Change.values()) {
            assertThat(call.changed(seat(76), change)).isEmpty();
        }
        assertThat(call.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void anEndedVoiceChatIsNotStartedAgainWhenItsConnectionBrokeFirst() {
        connect();
        call.connection(ConnectionState.CLOSED);

        assertThat(gone(call.changed(seat(77), Change.ENDED)).code()).isEqualTo(FailureCode.VOICE_CHAT_ENDED);
        assertThat(call.state()).isEqualTo(State.LEFT);
        assertThat(call.nextWake()).isNull();
    }

    @Test
    void aRejoinThatIsOnItsWayWhenItsVoiceChatEndsIsUndone() {
        connect();
        call.connection(ConnectionState.CLOSED);
        clock.advance(Duration.ofSeconds(1));
        call.wakeUp();

        assertThat(gone(call.changed(seat(77), Change.REMOVED)).code()).isEqualTo(FailureCode.ASSISTANT_REMOVED);
        assertThat(call.joined(2, ANSWER)).containsExactly(new CallEffect.LeaveVoiceChat());
    }

    @Test
    void theEndOfTheFormerVoiceChatIsStaleOnceTheNextOneHasBegun() {
        connect();
        call.connection(ConnectionState.CLOSED);
        call.retry();

        assertThat(call.changed(seat(77), Change.ENDED)).isEmpty();
        assertThat(call.state()).isEqualTo(State.JOINING);
    }

    @Test
    void newsOfAnotherAccountInTheSameVoiceChatIsStale() {
        connect();

        for (Change change : Change.values()) {
            assertThat(call.changed(new Seat("other", 77, null), change)).isEmpty();
        }
        assertThat(call.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void anEndedVoiceChatIsLeft() {
        connect();

        assertThat(gone(call.changed(seat(77), Change.ENDED)).code()).isEqualTo(FailureCode.VOICE_CHAT_ENDED);
        assertThat(call.state()).isEqualTo(State.LEFT);
        assertThat(call.nextWake()).isNull();
    }

    @Test
    void aRemovedAssistantIsNamedAndDoesNotComeBackUninvited() {
        connect();

        assertThat(gone(call.changed(seat(77), Change.REMOVED)))
                .isEqualTo(Failure.of(
                        FailureCode.ASSISTANT_REMOVED,
                        "the assistant was removed",
                        Map.of("assistant", FailureArgument.text("@muzon_assistant"))));
        assertThat(call.state()).isEqualTo(State.LEFT);
        assertThat(call.nextWake()).isNull();
    }

    @Test
    void soundDoesNotGetThroughWhileMuted() {
        connect();

        assertThat(lost(call.changed(seat(77), Change.MUTED))).isEqualTo(MUTED);
        assertThat(call.changed(seat(77), Change.MUTED)).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(call.wakeUp()).containsExactly(new CallEffect.Troubled(MUTED, MUTED.code()));
        assertThat(call.changed(seat(77), Change.UNMUTED)).containsExactly(new CallEffect.Up());
        assertThat(call.changed(seat(77), Change.UNMUTED)).isEmpty();
    }

    @Test
    void aMuteThatIsNeverLiftedEndsTheCall() {
        connect();
        call.changed(seat(77), Change.MUTED);
        clock.advance(RULES.tellAfter());
        call.wakeUp();

        assertThat(call.nextWake())
                .isEqualTo(clock.instant().plus(RULES.giveUpAfter()).minus(RULES.tellAfter()));
        clock.advance(RULES.giveUpAfter().minus(RULES.tellAfter()));
        assertThat(call.wakeUp())
                .containsExactly(
                        new CallEffect.StopEngine(), new CallEffect.Gone(MUTED), new CallEffect.LeaveVoiceChat());
        assertThat(call.state()).isEqualTo(State.LEFT);
    }

    @Test
    void aMuteThatIsLiftedEndsNothingLater() {
        connect();
        call.changed(seat(77), Change.MUTED);
        call.changed(seat(77), Change.UNMUTED);
        clock.advance(RULES.giveUpAfter());

        assertThat(call.nextWake()).isNull();
        assertThat(call.wakeUp()).isEmpty();
    }

    // Trouble was counted from the mute, so that the call was given up at its first break.
    @Test
    void aCallThatIsLostAfterALongMuteIsJoinedAgain() {
        connect();
        call.changed(seat(77), Change.MUTED);
        clock.advance(RULES.giveUpAfter().minusSeconds(1));
        call.wakeUp();

        assertThat(lost(call.changed(seat(77), Change.REJOIN_NEEDED)).code()).isEqualTo(FailureCode.CALL_LOST);
        clock.advance(Duration.ofSeconds(2));
        call.wakeUp();
        assertThat(call.state()).isNotEqualTo(State.LEFT);
    }

    @Test
    void aMuteBeforeTheConnectionHoldsTheSoundUntilItIsLifted() {
        call.join();
        call.joined(1, ANSWER);

        assertThat(call.changed(seat(77), Change.MUTED)).isEmpty();
        assertThat(lost(call.connection(ConnectionState.CONNECTED))).isEqualTo(MUTED);
        assertThat(call.state()).isEqualTo(State.CONNECTED);
        assertThat(call.changed(seat(77), Change.UNMUTED)).containsExactly(new CallEffect.Up());
    }

    @Test
    void aMuteThatOvertakesTheJoinAnswerIsKept() {
        call.join();

        assertThat(call.changed(seat(77), Change.MUTED)).isEmpty();
        call.joined(1, ANSWER);
        assertThat(lost(call.connection(ConnectionState.CONNECTED))).isEqualTo(MUTED);
    }

    @Test
    void aMuteLiftedBeforeTheConnectionDoesNotHoldTheSound() {
        call.join();
        call.changed(seat(77), Change.MUTED);
        call.changed(seat(77), Change.UNMUTED);
        call.joined(1, ANSWER);
        call.changed(seat(77), Change.MUTED);
        call.changed(seat(77), Change.UNMUTED);

        assertThat(call.connection(ConnectionState.CONNECTED)).containsExactly(new CallEffect.Up());
    }

    @Test
    void aMuteInAnotherVoiceChatDoesNotHoldTheSound() {
        call.join();
        call.changed(seat(76), Change.MUTED);
        call.joined(1, ANSWER);

        assertThat(call.connection(ConnectionState.CONNECTED)).containsExactly(new CallEffect.Up());
    }

    @Test
    void aMuteOfAFormerJoinToTheSameVoiceChatDoesNotHoldTheSound() {
        call.join();
        call.offered(1, 17);
        call.changed(seat(77, 16), Change.MUTED);
        call.joined(1, ANSWER);
        call.changed(seat(77, 16), Change.MUTED);

        assertThat(call.connection(ConnectionState.CONNECTED)).containsExactly(new CallEffect.Up());
        assertThat(call.changed(seat(77, 16), Change.MUTED)).isEmpty();
        assertThat(lost(call.changed(seat(77, 17), Change.MUTED))).isEqualTo(MUTED);
    }

    @Test
    void aMuteOfThisJoinIsKeptAlthoughOneOfAFormerJoinComesLater() {
        call.join();
        call.offered(1, 17);
        call.changed(seat(77, 17), Change.MUTED);
        call.changed(seat(77, 16), Change.MUTED);
        call.changed(seat(77, 16), Change.UNMUTED);
        call.joined(1, ANSWER);

        assertThat(lost(call.connection(ConnectionState.CONNECTED))).isEqualTo(MUTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Change.class,
            names = {"REJOIN_NEEDED", "ENDED", "REMOVED"})
    void theEndOfAFormerJoinDoesNotEndTheNextOne(Change change) {
        connect();
        call.connection(ConnectionState.CLOSED);
        call.retry();
        call.offered(2, 17);
        assertThat(call.changed(seat(77, 16), change)).isEmpty();
        call.joined(2, ANSWER);
        call.connection(ConnectionState.CONNECTED);

        assertThat(call.changed(seat(77, 16), change)).isEmpty();
        assertThat(call.state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void anEndThatOvertakesTheJoinAnswerIsKept() {
        call.join();
        call.offered(1, 17);
        assertThat(call.changed(seat(77, 17), Change.ENDED)).isEmpty();

        assertThat(gone(call.joined(1, ANSWER)).code()).isEqualTo(FailureCode.VOICE_CHAT_ENDED);
        assertThat(call.state()).isEqualTo(State.LEFT);
    }

    @Test
    void aRejoinThatIsAskedForBeforeTheJoinAnswerIsDone() {
        call.join();
        call.offered(1, 17);
        call.changed(seat(77, 17), Change.REJOIN_NEEDED);

        assertThat(lost(call.joined(1, ANSWER)).code()).isEqualTo(FailureCode.CALL_LOST);
        assertThat(call.state()).isEqualTo(State.RECONNECTING);
    }

    @Test
    void theEndOfTheVoiceChatBeforeTheOneThatIsJoinedIsStale() {
        call.join();
        call.offered(1, 17);
        call.changed(seat(76, 17), Change.ENDED);

        assertThat(call.joined(1, ANSWER)).containsExactly(new CallEffect.Connect(1, "{}"));
    }

    @Test
    void theEndOfAFormerProcessesVoiceChatIsHeardWhileItIsJoinedAgain() {
        call.rejoin();
        call.offered(1, 17);
        assertThat(call.mayStart()).isFalse();

        assertThat(gone(call.changed(seat(5, 16), Change.ENDED)).code()).isEqualTo(FailureCode.VOICE_CHAT_ENDED);
        assertThat(call.joined(1, ANSWER)).containsExactly(new CallEffect.LeaveVoiceChat());
    }

    // It was called "my assistant" where the call of a former process had been lost.
    @Test
    void theAssistantThatWasRemovedBeforeAnyJoinHadNoName() {
        call.rejoin();
        call.offered(1, 17);

        call.named("@muzon_assistant");

        assertThat(gone(call.changed(seat(5, 16), Change.REMOVED)))
                .isInstanceOfSatisfying(
                        Failure.UserError.class,
                        removed -> assertThat(removed.args())
                                .containsEntry("assistant", FailureArgument.text("@muzon_assistant")));
    }

    @Test
    void aVoiceChatMayBeStartedOnceAPersonAsksAfterARestart() {
        call.rejoin();
        call.failed(1, NO_VOICE_CHAT);
        call.retry();
        assertThat(call.mayStart()).isFalse();

        call.ask();

        assertThat(call.mayStart()).isTrue();
    }

    @Test
    void aVoiceChatThatAFormerProcessJoinedIsLeftWithoutJoiningItAgain() {
        assertThat(call.leave()).containsExactly(new CallEffect.LeaveVoiceChat());
        assertThat(call.state()).isEqualTo(State.LEFT);
    }

    @Test
    void leavingEndsEverythingAndUndoesAJoinThatCompletesLate() {
        call.join();

        assertThat(call.leave()).containsExactly(new CallEffect.StopEngine(), new CallEffect.LeaveVoiceChat());
        assertThat(call.joined(1, ANSWER)).containsExactly(new CallEffect.LeaveVoiceChat());
        assertThat(call.leave()).isEmpty();
    }

    // After a restart of the assistant's process nobody was told that an admin muted it, and it played on unheard.
    @Test
    void aCallWhoseAssistantHearsNothingOfItJoinsAgainWithinSecondsAndSaysNothing() {
        connect();

        assertThat(call.unwatched(seat(77), null)).isEmpty();
        assertThat(call.nextWake())
                .isBetween(clock.instant().plusSeconds(5), clock.instant().plusSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(call.wakeUp()).containsExactly(new CallEffect.StopEngine(), new CallEffect.Join(2));
        assertThat(call.mayStart()).as("an admin may have ended it").isFalse();

        assertThat(call.joined(2, ANSWER)).containsExactly(new CallEffect.Connect(2, "{}"));
        assertThat(call.connection(ConnectionState.CONNECTED)).containsExactly(new CallEffect.Up());
        assertThat(call.nextWake()).isNull();
        assertThat(call.quiet()).isEmpty();
    }

    @Test
    void manyCallsWhoseAssistantHearsNothingDoNotJoinAgainTogether() {
        connect();
        call.unwatched(seat(77), null);
        Call other = new Call(new CallTarget(-1002), RULES, new MonotonicClock(clock, clock::nanos), new Random(2));
        other.join();
        other.joined(1, ANSWER);
        other.connection(ConnectionState.CONNECTED);
        other.unwatched(seat(77), null);

        assertThat(other.nextWake()).isNotEqualTo(call.nextWake());
    }

    @Test
    void aTrackThatSoonEndsIsHeardOutBeforeTheCallJoinsAgain() {
        connect();
        Duration rest = Duration.ofSeconds(179);

        call.unwatched(seat(77), rest);

        assertThat(call.nextWake()).isAfter(clock.instant().plus(rest));
        clock.advance(rest);
        assertThat(call.wakeUp()).isEmpty();
        assertThat(call.quiet()).containsExactly(new CallEffect.StopEngine(), new CallEffect.Join(2));
    }

    @Test
    void aTrackThatLastsLongIsNotHeardOutBeforeTheCallJoinsAgain() {
        connect();

        call.unwatched(seat(77), Duration.ofMinutes(3));

        assertThat(call.nextWake()).isBefore(clock.instant().plusSeconds(31));
    }

    @Test
    void aQuietMomentChangesNothingForACallWhoseAssistantHearsWhatHappens() {
        assertThat(call.quiet()).isEmpty();
        connect();

        assertThat(call.quiet()).isEmpty();
        assertThat(call.unwatched(seat(76), null)).as("of another voice chat").isEmpty();
        assertThat(call.quiet()).isEmpty();
        assertThat(call.nextWake()).isNull();
    }

    @Test
    void aMutedCallWhoseAssistantHearsNothingJoinsAgainAtOnce() {
        connect();
        call.changed(seat(77), Change.MUTED);
        clock.advance(RULES.tellAfter());
        call.wakeUp();

        call.unwatched(seat(77), Duration.ofMinutes(1));
        assertThat(call.wakeUp()).containsExactly(new CallEffect.StopEngine(), new CallEffect.Join(2));
        call.joined(2, ANSWER);

        assertThat(call.connection(ConnectionState.CONNECTED)).containsExactly(new CallEffect.Up());
    }

    @Test
    void aCallThatIsStillConnectingIsJoinedAgainOnceItIsConnected() {
        call.join();
        call.joined(1, ANSWER);
        call.unwatched(seat(77), null);

        assertThat(call.quiet()).isEmpty();
        assertThat(call.connection(ConnectionState.CONNECTED)).containsExactly(new CallEffect.Up());
        assertThat(call.quiet()).containsExactly(new CallEffect.StopEngine(), new CallEffect.Join(2));
    }

    @Test
    void theEndOfTheVoiceChatIsHeardWhileItsCallJoinsAgain() {
        connect();
        call.unwatched(seat(77), null);
        call.quiet();

        assertThat(gone(call.changed(seat(77), Change.ENDED)).code()).isEqualTo(FailureCode.VOICE_CHAT_ENDED);
    }

    @Test
    void aCallThatCannotJoinAgainIsInTroubleLikeAnyOther() {
        connect();
        call.unwatched(seat(77), null);
        call.quiet();

        assertThat(lost(call.failed(2, PASSING))).isEqualTo(PASSING);
        assertThat(call.state()).isEqualTo(State.RECONNECTING);
        assertThat(call.nextWake()).isEqualTo(clock.instant().plusSeconds(1));
    }

    private void connect() {
        call.join();
        call.joined(1, ANSWER);
        call.connection(ConnectionState.CONNECTED);
    }

    private static int attempt(List<CallEffect> effects) {
        return effects.stream()
                .filter(CallEffect.Join.class::isInstance)
                .mapToInt(effect -> ((CallEffect.Join) effect).attempt())
                .findFirst()
                .orElse(0);
    }

    private static Failure gone(List<CallEffect> effects) {
        assertThat(effects).hasSize(2).first().isEqualTo(new CallEffect.StopEngine());
        return ((CallEffect.Gone) effects.getLast()).failure();
    }

    private static Seat seat(int groupCallId, int audioSource) {
        return new Seat("main", groupCallId, audioSource);
    }

    private static Seat seat(int groupCallId) {
        return new Seat("main", groupCallId, null);
    }

    private static Failure lost(List<CallEffect> effects) {
        return effects.stream()
                .filter(CallEffect.Lost.class::isInstance)
                .map(effect -> ((CallEffect.Lost) effect).failure())
                .findFirst()
                .orElseThrow();
    }
}
