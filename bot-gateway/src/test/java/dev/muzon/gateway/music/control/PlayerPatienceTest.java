package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** Commands to a player that is away. */
@SuppressWarnings("FutureReturnValueIgnored")
class PlayerPatienceTest {
    private static final Conversation GROUP = new Conversation(-1, Conversation.Kind.GROUP, "Jazz", null);
    private static final Sender ALICE = new Sender(7, "Alice", Sender.Kind.USER, "en");

    private final ManualLater later = new ManualLater();
    private final Outbox outbox = mock(Outbox.class);
    private final List<String> told = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final PlayerPatience patience =
            new PlayerPatience(later, new FailureLog(FailureClassifier.of(List.of()), List.of()));
    private boolean away = true;

    @BeforeEach
    void answers() {
        when(outbox.send(any(), any(Draft.class), any())).thenAnswer(call -> {
            Draft draft = call.getArgument(1);
            draft.write().ifPresent(content -> told.add(content.html()));
            return CompletableFuture.completedFuture(1);
        });
    }

    @Test
    void controlsAreObeyedInTheirOrderWhenThePlayerIsBack() {
        ask("pause", CommandDefinition.CONTROL, null);
        CompletableFuture<?> last = ask("resume", CommandDefinition.CONTROL, null);
        later.next();
        assertThat(done).isEmpty();

        away = false;
        CompletableFuture<?> behind = ask("skip", CommandDefinition.CONTROL, null);
        assertThat(done).isEmpty();
        later.next();
        assertThat(done).containsExactly("pause", "resume", "skip");
        assertThat(List.of(last, behind)).allMatch(CompletableFuture::isDone);
        assertThat(told).singleElement().asString().startsWith("⏳ The player does not answer just now.");
        verify(outbox).delete(GROUP.id(), 1);
        assertThat(later.next()).isFalse();
    }

    // Answers to others were folded into the promise, and deleted with it.
    @Test
    void theAnswersOfOthersWentWithThePromise() {
        ask("pause", CommandDefinition.CONTROL, null);
        ArgumentCaptor<Draft> promise = ArgumentCaptor.forClass(Draft.class);
        CompletableFuture<Integer> _ = verify(outbox).send(any(), promise.capture(), any());

        assertThat(promise.getValue().length()).isEqualTo(Draft.ALONE);
        assertThat(promise.getValue().merge(promise.getValue())).isEmpty();
    }

    @Test
    void aPlayerThatDoesNotComeBackWithinTheMinuteOfAControlIsToldOnce() {
        List<CompletableFuture<?>> asked = List.of(
                ask("pause", CommandDefinition.CONTROL, Duration.ofSeconds(20)),
                ask("queue", CommandDefinition.WISH, null));
        int looks = 0;
        while (later.next()) {
            looks++;
        }
        assertThat(looks).isEqualTo(20);
        assertThat(done).isEmpty();
        assertThat(told).hasSize(2).last().asString().startsWith("⚠️ The player is still not back");
        assertThat(asked).allMatch(CompletableFuture::isDone);
    }

    @Test
    void aQuestionThatSeveralAskIsAnsweredOnce() {
        ask("queue", CommandDefinition.WISH, null);
        ask("queue", CommandDefinition.WISH, null);
        away = false;
        later.next();
        assertThat(done).containsExactly("queue");
    }

    @Test
    void aCommandThatWentWrongDoesNotHoldUpTheNext() {
        ask("pause", CommandDefinition.CONTROL, null);
        ask("broken", CommandDefinition.CONTROL, null);
        ask("resume", CommandDefinition.CONTROL, null);
        away = false;
        later.next();
        assertThat(done).containsExactly("pause", "resume");
        assertThat(told).last().asString().startsWith("Something went wrong");
    }

    private final CommandDefinition queue = definition("queue", CommandDefinition.WISH);

    private static CommandDefinition definition(String name, Duration fresh) {
        return CommandDefinition.of(
                        name,
                        new Category(1, BotPhrase.CATEGORY_ABOUT),
                        BotPhrase.DESCRIBE_PING,
                        _ -> CompletableFuture.completedFuture(null))
                .freshFor(fresh);
    }

    private CompletableFuture<?> ask(String name, Duration fresh, @Nullable Duration age) {
        CommandDefinition definition = name.equals("queue") ? queue : definition(name, fresh);
        var update = new Incoming.Command(1, GROUP, ALICE, 1, name, null, "", null, null, null, null);
        var moment = new Invocation.Moment(0, age);
        var invocation =
                new Invocation(definition, update, moment, "tg:1:1", Language.ENGLISH, TestTexts.all(), outbox);
        return patience.apply(invocation, _ -> {
            if (away) {
                throw Failure.of(FailureCode.PLAYER_AWAY, "restarting").asException();
            }
            if (name.equals("broken")) {
                throw new IllegalStateException("planned");
            }
            done.add(name);
            return CompletableFuture.completedFuture(null);
        });
    }
}
