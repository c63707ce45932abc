package dev.muzon.gateway.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checklists while MongoDB is away. */
@SuppressWarnings("FutureReturnValueIgnored")
class SetupMessagesTest {
    private static final long GROUP = -1;
    private static final int MESSAGE = 7;
    private static final Setup READY = new Setup(Setup.Assistant.READY, "@muzon_assistant", Setup.Way.HERE);
    private static final FailureLog FAILURES = new FailureLog(FailureClassifier.of(List.of()), List.of());
    private final FailureException away =
            Failure.of(FailureCode.STORE_UNAVAILABLE, "away").asException();

    private final SetupStore store = mock();
    private final SetupText text = mock();
    private final Outbox outbox = mock();
    private final ChatLanguages languages = mock();
    private final ManualLater later = new ManualLater();
    private final SetupMessages messages = new SetupMessages(
            store, new Afterwards(later, FAILURES), text, outbox, languages, Clock.systemUTC(), FAILURES);

    @BeforeEach
    void everythingWorks() {
        Content words = Content.of("checklist");
        when(text.of(any(), any(), anyBoolean())).thenReturn(words);
        when(languages.of(anyLong())).thenReturn(Language.ENGLISH);
        when(outbox.send(any(), any(Draft.class), any())).thenReturn(CompletableFuture.completedFuture(MESSAGE));
        when(outbox.edit(anyLong(), anyInt(), any(Draft.class), any(Terms.class)))
                .thenReturn(CompletableFuture.completedFuture(MESSAGE));
        when(store.find(GROUP)).thenReturn(Optional.empty());
    }

    // A bot that was promoted while MongoDB was away greeted the group a second time.
    @Test
    void aGroupWhoseChecklistCouldNotBeReadWasGreetedAgain() {
        when(store.find(GROUP)).thenThrow(away);

        assertThat(messages.promoted(GROUP, READY, Language.ENGLISH, 3)).isCompletedExceptionally();

        verify(outbox, never()).send(any(), any(Draft.class), any());
    }

    // A checklist whose id MongoDB did not take was never corrected.
    @Test
    void aChecklistThatCouldNotBeSavedIsCorrectedAndSavedLater() {
        doThrow(away).when(store).save(any());
        CompletableFuture<?> _ = messages.greet(Destination.of(GROUP), READY, Language.ENGLISH, Terms.state(), 3);
        when(store.find(GROUP)).thenThrow(away);

        assertThat(messages.promoted(GROUP, READY, Language.ENGLISH, 4)).isCompleted();
        CompletableFuture<Integer> _ =
                verify(outbox).edit(eq(GROUP), eq(MESSAGE), any(Draft.class), eq(Terms.upkeep()));

        doNothing().when(store).save(any());
        assertThat(later.next()).isTrue();
        assertThat(later.next()).isTrue();
        assertThat(later.next()).isFalse();
        verify(store, times(3)).save(any());
    }
}
