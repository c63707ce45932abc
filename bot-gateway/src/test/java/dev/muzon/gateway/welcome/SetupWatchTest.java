package dev.muzon.gateway.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checklists that were asked for while the assistants were starting. */
@SuppressWarnings("FutureReturnValueIgnored")
class SetupWatchTest {
    private static final Conversation GROUP = new Conversation(-1, Conversation.Kind.GROUP, "Jazz", null);
    private static final Setup STARTING = new Setup(Setup.Assistant.STARTING, null, Setup.Way.UNKNOWN);
    private static final Setup NONE = new Setup(Setup.Assistant.NONE, null, Setup.Way.UNKNOWN);
    private static final Setup READY = new Setup(Setup.Assistant.READY, "@muzon_assistant", Setup.Way.HERE);

    private final SetupCheck check = mock();
    private final SetupMessages messages = mock();
    private final ManualLater later = new ManualLater();
    private final SetupWatch watch =
            new SetupWatch(check, messages, later, new FailureLog(FailureClassifier.of(List.of()), List.of()));

    @BeforeEach
    void edits() {
        when(messages.refresh(anyLong(), any())).thenAnswer(_ -> CompletableFuture.completedFuture(1));
    }

    @Test
    void aChecklistIsCorrectedOnceTheAssistantIsKnown() {
        when(check.assistants()).thenReturn(Setup.Assistant.STARTING, Setup.Assistant.STARTING, Setup.Assistant.READY);
        when(check.of(GROUP)).thenReturn(READY);
        watch.follow(GROUP, STARTING);
        watch.follow(GROUP, STARTING);
        later.next();
        later.next();
        verify(messages, never()).refresh(anyLong(), any());

        later.next();
        verify(messages).refresh(GROUP.id(), READY);
        assertThat(later.next()).isFalse();
    }

    @Test
    void anAssistantThatStartsForMinutesIsSaidToAndIsWatchedOn() {
        AtomicInteger looks = new AtomicInteger();
        when(check.assistants())
                .thenAnswer(_ -> looks.incrementAndGet() < SetupWatch.LOOKS + 9
                        ? Setup.Assistant.STARTING
                        : Setup.Assistant.READY);
        when(check.of(GROUP)).thenReturn(STARTING, READY);
        watch.follow(GROUP, STARTING);
        runAll();
        var inOrder = inOrder(messages);
        inOrder.verify(messages).refresh(GROUP.id(), new Setup(Setup.Assistant.STUCK, null, Setup.Way.UNKNOWN));
        inOrder.verify(messages).refresh(GROUP.id(), READY);
        inOrder.verifyNoMoreInteractions();
    }

    // An assistant-service that was dead was told for "ready", later for "still starting", and nothing came after that.
    @Test
    void aChecklistOfAServiceThatWasDeadIsCorrectedWhenItAnswers() {
        when(check.assistants()).thenReturn(Setup.Assistant.AWAY, Setup.Assistant.STARTING, Setup.Assistant.READY);
        when(check.of(GROUP)).thenReturn(STARTING, READY);
        watch.follow(GROUP, new Setup(Setup.Assistant.AWAY, null, Setup.Way.UNKNOWN));
        runAll();
        var inOrder = inOrder(messages);
        inOrder.verify(messages).refresh(GROUP.id(), STARTING);
        inOrder.verify(messages).refresh(GROUP.id(), READY);
    }

    private void runAll() {
        while (later.next()) {
            // The time passes.
        }
    }

    // "No assistant account is ready" stood there after the login until somebody pressed the button.
    @Test
    void aChecklistWithoutAnAssistantWasNotCorrectedAfterTheLogin() {
        when(check.assistants())
                .thenReturn(
                        Setup.Assistant.NONE,
                        Setup.Assistant.STARTING,
                        Setup.Assistant.STARTING,
                        Setup.Assistant.READY);
        when(check.of(GROUP)).thenReturn(STARTING, READY);
        watch.follow(GROUP, NONE);
        runAll();
        var inOrder = inOrder(messages);
        inOrder.verify(messages).refresh(GROUP.id(), STARTING);
        inOrder.verify(messages).refresh(GROUP.id(), READY);
    }

    @Test
    void aChecklistForWhichNobodyLogsInIsLeftAlone() {
        when(check.assistants()).thenReturn(Setup.Assistant.NONE);
        watch.follow(GROUP, NONE);
        runAll();
        verify(check, times(SetupWatch.LOOKS + SetupWatch.LONG_LOOKS)).assistants();
        verify(messages, never()).refresh(anyLong(), any());
    }

    @Test
    void aChecklistThatIsRightIsNotWatched() {
        watch.follow(GROUP, READY);
        assertThat(later.next()).isFalse();
    }
}
