package dev.muzon.gateway.bot.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandRegistry;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Commands that a former process left behind when it was killed. */
class HandledCommandsTest extends GatewayTest {
    @Autowired
    private Staleness staleness;

    @Autowired
    private HandledCommands handled;

    @Autowired
    private CommandRegistry commands;

    private final Outbox outbox = mock(Outbox.class);
    private final String id = "tg:1:" + chat;
    private int runs;

    @Test
    void aCommandThatWasCarriedOutBeforeIsNotCalledMissed() {
        handled.ran(id);
        await().until(() -> handled.find(id).isPresent());

        run("skip", Duration.ofMinutes(5));
        assertThat(runs).isZero();
        verifyNoInteractions(outbox);
    }

    @Test
    void aCommandThatWasRefusedBeforeStaysRefused() {
        handled.refused(id);
        handled.ran(id);
        await().until(() ->
                handled.find(id).filter(HandledCommands.Handled::refused).isPresent());

        run("play", Duration.ofSeconds(20));
        assertThat(runs).isZero();
    }

    @Test
    void aCommandWhoseAnswerWaitedRunsAgain() {
        handled.ran(id);
        await().until(() -> handled.find(id).isPresent());

        run("play", Duration.ofSeconds(20));
        assertThat(runs).isOne();
    }

    @Test
    void aCommandThatRanIsNoted() {
        run("play", Duration.ZERO);
        assertThat(runs).isOne();
        await().until(() -> handled.find(id).isPresent());
    }

    private void run(String name, Duration age) {
        CommandDefinition definition = commands.find(name).orElseThrow();
        var where = new Conversation(chat, Conversation.Kind.GROUP, "Jazz", null);
        var who = new Sender(requester, "Dora", Sender.Kind.USER, "en");
        var command = new Incoming.Command(
                1, where, who, 1, name, null, "", null, Instant.now().minus(age), null, null);
        var invocation = new Invocation(
                definition, command, new Invocation.Moment(0, age), id, Language.ENGLISH, TestTexts.all(), outbox);
        CompletableFuture<?> _ = staleness.apply(invocation, _ -> {
            runs++;
            return CompletableFuture.completedFuture(null);
        });
    }
}
