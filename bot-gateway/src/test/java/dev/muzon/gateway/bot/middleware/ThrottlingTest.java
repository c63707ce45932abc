package dev.muzon.gateway.bot.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.chat.Administrators;
import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.rate.Rate;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.gateway.telegram.TestBotApi;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class ThrottlingTest {
    private static final Conversation GROUP = new Conversation(-1, Conversation.Kind.GROUP, "Jazz", null);
    private static final Sender DORA = new Sender(7, "Dora", Sender.Kind.USER, "en");
    private static final Sender BORIS = new Sender(8, "Boris", Sender.Kind.USER, "en");
    private static final Sender ADMIN = new Sender(-1, "Jazz", Sender.Kind.ANONYMOUS_ADMIN, null);
    private static final CommandDefinition PING = CommandDefinition.of(
            "ping",
            new Category(1, BotPhrase.CATEGORY_ABOUT),
            BotPhrase.DESCRIBE_PING,
            _ -> CompletableFuture.completedFuture(null));
    private static final CommandDefinition PLAY = CommandDefinition.of(
                    "play", PING.category(), BotPhrase.DESCRIBE_PING, PING.handler())
            .atMost(2, Duration.ofSeconds(30));

    private static final CommandDefinition STOP = CommandDefinition.of(
                    "stop", PING.category(), BotPhrase.DESCRIBE_PING, PING.handler())
            .freshFor(CommandDefinition.CONTROL);

    private final FakeBotApi telegram = new FakeBotApi();
    private final TestClock wall = TestClock.create();
    private long nanos;
    private final ManualLater later = new ManualLater();
    private final HandledCommands handled = mock(HandledCommands.class);
    private final Throttling throttling = new Throttling(
            new ThrottlingSettings(new Rate(5, Duration.ofSeconds(60)), 3),
            new Administrators(TestBotApi.at(telegram), () -> nanos),
            handled,
            new MonotonicClock(wall, () -> nanos),
            later);
    private final Outbox outbox = mock(Outbox.class);
    private int obeyed;

    @BeforeEach
    void answers() {
        when(outbox.send(any(), any(Content.class), any(Terms.class))).thenReturn(CompletableFuture.completedFuture(1));
        when(outbox.send(any(), any(Draft.class), any(Terms.class))).thenReturn(CompletableFuture.completedFuture(1));
    }

    @AfterEach
    void close() {
        telegram.close();
    }

    @Test
    void anAdministratorsControlsAreObeyedOverTheLimit() {
        telegram.member(GROUP.id(), DORA.id(), "administrator");
        use(PING, DORA, 9);
        use(STOP, DORA, 3);
        assertThat(obeyed).isEqualTo(8);
        assertThat(told()).isOne();
    }

    @Test
    void othersControlsAreDroppedOverTheLimitAndTelegramIsAskedOnce() {
        use(PING, DORA, 9);
        use(STOP, DORA, 9);
        assertThat(obeyed).isEqualTo(5);
        assertThat(telegram.calls("getchatmember")).hasSize(1);
    }

    @Test
    void withoutAWordFromTelegramAFloodStaysAFlood() {
        telegram.refuseNext("getChatMember", 502, "Bad Gateway");
        telegram.refuseNext("getChatMember", 502, "Bad Gateway");
        use(STOP, DORA, 7);
        assertThat(obeyed).isEqualTo(5);
        assertThat(told()).isOne();
    }

    @Test
    void commandsOverTheLimitAreAnsweredOnceAndThenDropped() {
        use(PING, DORA, 9);
        assertThat(obeyed).isEqualTo(5);
        assertThat(told()).isOne();
    }

    @Test
    void requestsThatAreDroppedAmongOtherCommandsAreCountedInOneAnswer() {
        use(PING, DORA, 9);
        use(PLAY, DORA, 4);
        assertThat(obeyed).isEqualTo(5);
        assertThat(told()).isOne();
        later.next();
        assertThat(corrections()).last().asString().contains("8 requests so far");
    }

    @Test
    void aPersonOverTheLimitOfRequestsAndThatOfAllCommandsIsToldOnceUntilBothHaveRoom() {
        use(PLAY, DORA, 4);
        use(PING, DORA, 5);
        assertThat(obeyed).isEqualTo(3);
        assertThat(told()).isOne();
        later.next();
        assertThat(corrections()).last().asString().contains("6 requests so far. Try again in 60 seconds.");
        nanos += Duration.ofSeconds(40).toNanos();
        use(PLAY, DORA, 1);
        assertThat(told()).isOne();
    }

    @Test
    void aCommandThatAnAdministratorMayGiveOverTheLimitLeavesNothingToCount() {
        telegram.member(GROUP.id(), DORA.id(), "administrator");
        use(PING, DORA, 5);
        use(STOP, DORA, 1);
        assertThat(told()).isZero();
        use(PING, DORA, 1);
        assertThat(told()).isOne();
    }

    @Test
    void theAnswerCountsEveryRequestThatWasDroppedAfterIt() {
        use(PLAY, ADMIN, 11);
        assertThat(told()).isOne();
        assertThat(later.next()).isTrue();
        assertThat(later.next()).isFalse();
        assertThat(corrections())
                .singleElement()
                .asString()
                .contains("it: 5 requests so far. Try again in 30 seconds.");

        use(PLAY, ADMIN, 1);
        later.next();
        assertThat(corrections()).hasSize(2).last().asString().contains("6 requests so far");
        assertThat(later.delays()).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(6));
    }

    @Test
    void theCountBeginsAgainWhenThereWasRoom() {
        use(PLAY, DORA, 5);
        nanos += Duration.ofSeconds(60).toNanos();
        use(PLAY, DORA, 4);
        later.next();
        later.next();
        assertThat(corrections()).hasSize(2).last().asString().contains("2 requests so far");
    }

    @Test
    void everyCommandThatIsDroppedIsCounted() {
        use(PING, DORA, 9);
        later.next();
        assertThat(corrections()).singleElement().asString().contains("4 requests so far");
    }

    @Test
    void theNextProcessLearnsOfCommandsOverTheLimit() {
        use(PING, DORA, 7);
        verify(handled).refused("tg:1:5");
        verify(handled).refused("tg:1:6");
        verifyNoMoreInteractions(handled);
    }

    @Test
    void onePersonsHasteSlowsNobodyElse() {
        use(PING, DORA, 9);
        use(PING, BORIS, 5);
        assertThat(obeyed).isEqualTo(10);
    }

    @Test
    void anonymousAdministratorsShareAWiderLimit() {
        use(PING, ADMIN, 15);
        assertThat(obeyed).isEqualTo(15);
        assertThat(told()).isZero();
    }

    @Test
    void anonymousAdministratorsSharedTheTightLimitOfOnePersonsRequests() {
        use(PLAY, ADMIN, 6);
        assertThat(obeyed).isEqualTo(6);
        assertThat(told()).isZero();
        use(PLAY, ADMIN, 1);
        assertThat(obeyed).isEqualTo(6);
        assertThat(told()).isOne();
    }

    @Test
    void aPersonIsObeyedAgainAfterAWhile() {
        use(PING, DORA, 6);
        nanos += Duration.ofSeconds(60).toNanos();
        use(PING, DORA, 6);
        assertThat(obeyed).isEqualTo(10);
        assertThat(told()).isEqualTo(2);
    }

    @Test
    void aCommandMayHaveATighterLimit() {
        use(PLAY, DORA, 4);
        use(PING, DORA, 1);
        assertThat(obeyed).isEqualTo(3);
    }

    @Test
    void aWallClockThatStepsBackSilencesNobody() {
        use(PING, DORA, 5);
        wall.advance(Duration.ofHours(-1));
        nanos += Duration.ofSeconds(60).toNanos();
        use(PING, DORA, 5);
        assertThat(obeyed).isEqualTo(10);
    }

    private void use(CommandDefinition command, Sender sender, int times) {
        for (int i = 0; i < times; i++) {
            var update = new Incoming.Command(i, GROUP, sender, i, command.name(), null, "", null, null, null, null);
            var invocation = new Invocation(
                    command,
                    update,
                    new Invocation.Moment(0, null),
                    "tg:1:" + i,
                    Language.ENGLISH,
                    TestTexts.all(),
                    outbox);
            CompletableFuture<?> _ = throttling.apply(invocation, _ -> {
                obeyed++;
                return CompletableFuture.completedFuture(null);
            });
        }
    }

    /** Returns the corrected answers, as they read when they leave. */
    private List<String> corrections() {
        var drafts = ArgumentCaptor.forClass(Draft.class);
        verify(outbox, atLeastOnce()).edit(eq(GROUP.id()), eq(1), drafts.capture(), any(Terms.class));
        return drafts.getAllValues().stream()
                .map(draft -> draft.write().orElseThrow().html())
                .toList();
    }

    private long told() {
        return mockingDetails(outbox).getInvocations().stream()
                .filter(call -> call.getMethod().getName().equals("send"))
                .count();
    }
}
