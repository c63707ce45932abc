package dev.muzon.gateway.bot.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandFailed;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureRepliesTest {
    private final List<Object> published = new ArrayList<>();
    private final FailureReplies replies =
            new FailureReplies(new FailureLog(FailureClassifier.of(List.of()), List.of()), published::add);
    private final Invocation now = mock(Invocation.class);

    @BeforeEach
    void nameTheCommand() {
        CommandDefinition definition = mock(CommandDefinition.class);
        when(definition.name()).thenReturn("now");
        when(now.definition()).thenReturn(definition);
        when(now.chat()).thenReturn(new Conversation(-7, Conversation.Kind.GROUP, null, null));
        when(now.reply(any(Failure.class))).thenReturn(CompletableFuture.completedFuture(1));
    }

    @Test
    void aFailureBeforeTheAnswerIsTheAnswer() {
        assertThat(replies.apply(now, _ -> {
                    throw Failure.of(FailureCode.STORE_UNAVAILABLE, "away").asException();
                }))
                .isCompleted();
        verify(now).reply(any(Failure.class));
        assertThat(published).containsExactly(new CommandFailed(-7, Failure.of(FailureCode.STORE_UNAVAILABLE, "away")));
    }

    // Telegram was asked for the update again, and the person got the same answer every three seconds.
    @Test
    void aFailureBehindTheAnswerHadTheCommandCarriedOutAgain() {
        var answered = new CompletableFuture<Integer>();
        CompletableFuture<?> carriedOut = replies.apply(
                now,
                _ -> answered.thenApply(_ -> {
                    throw Failure.of(FailureCode.STORE_UNAVAILABLE, "away").asException();
                }));
        answered.complete(7);

        assertThat(carriedOut).isCompleted();
        verify(now, never()).reply(any(Failure.class));
    }

    @Test
    void aCommandThatTheEndOfTheProcessCutsOffIsLeftToTheNextLeader() {
        assertThat(replies.apply(now, _ -> CompletableFuture.failedFuture(new CancellationException())))
                .isCompletedExceptionally();
        // A song whose upload was cut off, for example.
        var draining = Failure.of(FailureCode.DRAINING, "the process ends").asException();
        assertThat(replies.apply(now, _ -> CompletableFuture.failedFuture(new CompletionException(draining))))
                .isCompletedExceptionally();
    }
}
