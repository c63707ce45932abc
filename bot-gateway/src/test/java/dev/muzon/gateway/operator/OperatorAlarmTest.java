package dev.muzon.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.update.BotStarted;
import dev.muzon.gateway.bot.update.LeadershipBegan;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.BotIdentity;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

@SuppressWarnings("FutureReturnValueIgnored")
class OperatorAlarmTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private static final FailureLog FAILURES = new FailureLog(FailureClassifier.of(List.of()), List.of());

    private final Outbox outbox = mock(Outbox.class);
    private final ChatLanguages languages = mock(ChatLanguages.class);

    @Test
    void withoutALogGroupEachOwnerHearsInPrivateThatAnAccountIsMissing() {
        when(languages.of(anyLong())).thenReturn(Language.ENGLISH);
        when(outbox.send(anyLong(), any(), any())).thenReturn(CompletableFuture.completedFuture(1));
        var owners = new AccessSettings(List.of("11", "12"), false, List.of());
        var group = new LogGroup(
                new OperatorProperties(null),
                owners,
                outbox,
                TestTexts.all(),
                languages,
                new MonotonicClock(Clock.systemUTC()),
                new FailureLog(FailureClassifier.of(List.of()), List.of()));

        group.started(new BotStarted(new BotIdentity(42, "MuzonBot", false)));
        group.troubled(missing());

        assertThat(mockingDetails(outbox).getInvocations()).hasSize(2).allSatisfy(call -> {
            assertThat(call.<Long>getArgument(0)).isIn(11L, 12L);
            assertThat(call.<Content>getArgument(1).html()).contains("no assistant account");
        });
    }

    // The operators never heard that the account which music waited for had come.
    @Test
    void operatorsHearOnceThatAnAssistantIsReadyWhoseLackTheyHeardOf() {
        when(languages.of(anyLong())).thenReturn(Language.ENGLISH);
        when(outbox.send(anyLong(), any(), any())).thenReturn(CompletableFuture.completedFuture(1));
        Assistants assistants = mock();
        when(assistants.musicians()).thenReturn(List.of(account(null)));
        LogGroup group = group(new ArrayList<>());
        AccountAlarm alarm = alarm(assistants, group);
        alarm.lookForEnd();
        assertThat(said()).isEmpty();

        group.troubled(missing());
        when(assistants.musicians()).thenReturn(List.of());
        alarm.lookForEnd();
        assertThat(said()).hasSize(1);

        when(assistants.musicians()).thenReturn(List.of(account(null)));
        alarm.lookForEnd();
        alarm.lookForEnd();
        assertThat(said()).hasSize(2).last().isEqualTo("✅ An assistant account is ready now, so music can play.");

        group.troubled(missing());
        alarm.lookForEnd();
        assertThat(said()).as("within an hour").hasSize(2);
    }

    private List<String> said() {
        return mockingDetails(outbox).getInvocations().stream()
                .map(call -> call.<Content>getArgument(1).html())
                .toList();
    }

    private static PlayerEvent.CallTroubled missing() {
        return new PlayerEvent.CallTroubled(
                null, ChatRef.of(-1), Failure.of(FailureCode.NO_ASSISTANT, "none"), Players.idle(-1, 5, Instant.EPOCH));
    }

    @Test
    void operatorsHearOnceOfEachAccountThatTelegramLoggedOut() {
        Assistants assistants = mock();
        LogGroup operators = mock();
        when(operators.loggedOut(any())).thenAnswer(_ -> CompletableFuture.completedFuture(null));
        var alarm = alarm(assistants, operators);
        AccountView lost = account(Failure.perInstance(FailureCode.SESSION_LOST, "ended", "account:main"));
        when(assistants.all()).thenReturn(List.of(account(null)));
        alarm.look();
        verify(operators, never()).loggedOut("main");

        when(assistants.all()).thenReturn(List.of(lost));
        alarm.look();
        alarm.look();
        verify(operators, times(1)).loggedOut("main");

        alarm(assistants, operators).look(); // the next process
        verify(operators, times(1)).loggedOut("main");

        when(assistants.all()).thenReturn(List.of(account(null)));
        alarm.look();
        when(assistants.all()).thenReturn(List.of(lost));
        alarm.look();
        verify(operators, times(2)).loggedOut("main");
    }

    // The replica that leads again took what it knew before for true, and was silent about the next loss.
    @Test
    void whatAnotherReplicaToldIsForgottenWithTheLeadershipThatKnewIt() {
        ToldAccounts here = told();
        ToldAccounts there = told();
        here.add("moved");
        here.remove("moved");
        there.add("moved");

        here.reread(new LeadershipBegan());
        here.remove("moved");

        assertThat(here.includes("moved")).isFalse();
    }

    // The account counted as told, so nobody ever heard of it.
    @Test
    void aLossThatTheEndOfAProcessCutOffIsToldByTheNext() {
        Assistants assistants = mock();
        when(assistants.all())
                .thenReturn(List.of(account(Failure.perInstance(FailureCode.SESSION_LOST, "ended", "account:main"))));
        var silent = new CompletableFuture<Integer>();
        when(languages.of(anyLong())).thenReturn(Language.ENGLISH);
        when(outbox.send(anyLong(), any(), any())).thenReturn(silent);
        List<String> reported = new ArrayList<>();
        AccountAlarm alarm = alarm(assistants, group(reported));
        alarm.look();
        alarm.look();
        silent.cancel(false);
        assertThat(reported).isEmpty();

        when(outbox.send(anyLong(), any(), any())).thenReturn(CompletableFuture.completedFuture(1));
        alarm(assistants, group(reported)).look(); // the next process
        alarm(assistants, group(reported)).look();

        assertThat(mockingDetails(outbox).getInvocations()).hasSize(2);
    }

    private LogGroup group(List<String> reported) {
        return new LogGroup(
                new OperatorProperties(null),
                new AccessSettings(List.of("11"), false, List.of()),
                outbox,
                TestTexts.all(),
                languages,
                new MonotonicClock(Clock.systemUTC()),
                new FailureLog(FailureClassifier.of(List.of()), List.of(failure -> reported.add(failure.detail()))));
    }

    private static AccountAlarm alarm(Assistants assistants, LogGroup operators) {
        return new AccountAlarm(assistants, operators, () -> true, told(), new Afterwards(new ManualLater(), FAILURES));
    }

    @AfterEach
    void clean() {
        MONGO.clean();
    }

    @Test
    void aReplicaThatDoesNotSpeakForTheBotRaisesNoAlarm() {
        Assistants assistants = mock();
        new AccountAlarm(assistants, mock(), () -> false, told(), mock()).look();
        verify(assistants, never()).all();
    }

    private static ToldAccounts told() {
        var mongo = new MongoTemplate(MONGO.client(), MONGO.database().getName());
        return new ToldAccounts(mongo, new StoredDocuments(mongo, FAILURES), new StorePatience(), Clock.systemUTC());
    }

    private static AccountView account(@Nullable Failure failure) {
        var state = failure == null ? AccountView.State.READY : AccountView.State.WAITING_FOR_QR_SCAN;
        return new AccountView("main", state, null, null, null, 0, failure);
    }
}
