package dev.muzon.gateway.music.nowplaying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.OutboxOnPinnedTime;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** The last edit of a card in a chat without room. */
class CardMessagesTest {
    private static final long CHAT = -7;

    private final QueueEntry entry = Players.entry("e1", "Nocturne", 7);
    private final PlayerView playing = Players.playing(CHAT, 5, Instant.EPOCH, entry);
    private final Card card = Card.of(12, Destination.of(CHAT), entry, playing);
    private final Draft end = Draft.of(Content.of("Skipped"));
    private final CardStore store = mock(CardStore.class);
    private final Outbox outbox = mock(Outbox.class);
    private final CardPen pen = mock(CardPen.class);
    private final CardMessages messages = on(outbox);

    // The card stayed live with all its buttons, because a busy chat had no room for what may be left out.
    @Test
    void anEndThatWasNotSeenInTimeIsShownLate() {
        var late = new CompletableFuture<Integer>();
        var terms = ArgumentCaptor.forClass(Terms.class);
        var drafts = ArgumentCaptor.forClass(Draft.class);
        when(store.find(CHAT)).thenReturn(Optional.of(card));
        when(outbox.edit(anyLong(), anyInt(), any(Draft.class), any()))
                .thenReturn(CompletableFuture.completedFuture(Outbox.DROPPED))
                .thenReturn(late);

        assertThat(messages.end(card, end)).isCompletedWithValue(Outbox.DROPPED);
        messages.retire(card);
        messages.leaveBehind(card);

        CompletableFuture<Integer> _ =
                verify(outbox, times(2)).edit(anyLong(), anyInt(), drafts.capture(), terms.capture());
        assertThat(drafts.getAllValues()).containsOnly(end);
        assertThat(terms.getValue().usefulFor()).isNull();
        late.complete(12);
        verify(store).remove(card);
    }

    @Test
    void theButtonsOfACardThatIsLeftBehindGoHoweverLate() {
        var terms = ArgumentCaptor.forClass(Terms.class);
        when(outbox.edit(anyLong(), anyInt(), any(), any())).thenReturn(CompletableFuture.completedFuture(12));
        messages.leaveBehind(card);
        CompletableFuture<Integer> _ = verify(outbox).edit(anyLong(), anyInt(), any(), terms.capture());
        assertThat(terms.getValue().usefulFor()).isNull();
    }

    // After a stop the card said for 24 seconds that it plays, because each answer went first.
    @Test
    void theEndOfACardGaveWayToAnswers() {
        try (var lively = new OutboxOnPinnedTime()) {
            for (int i = 0; i < 20; i++) {
                lively.until(Duration.ofSeconds(2L * i));
                CompletableFuture<Integer> _ = lively.outbox.send(CHAT, Content.of("news " + i), null);
            }
            lively.until(Duration.ofSeconds(40));
            CompletableFuture<Integer> _ = lively.outbox.send(CHAT, Content.of("answer"), 1);
            CompletableFuture<Integer> _ = on(lively.outbox).end(card, end);
            lively.until(Duration.ofMinutes(2));
            assertThat(lively.texts().subList(20, 22)).containsExactly("Skipped", "answer");
        }
    }

    @Test
    void theEndOfACardThatNobodyToldOfGaveWayToAnswers() {
        when(pen.moved(card)).thenReturn(end);
        try (var lively = new OutboxOnPinnedTime()) {
            for (int i = 0; i < 20; i++) {
                lively.until(Duration.ofSeconds(2L * i));
                CompletableFuture<Integer> _ = lively.outbox.send(CHAT, Content.of("news " + i), null);
            }
            lively.until(Duration.ofSeconds(40));
            CompletableFuture<Integer> _ = lively.outbox.send(CHAT, Content.of("answer"), 1);
            on(lively.outbox).retire(card);
            lively.until(Duration.ofMinutes(2));
            assertThat(lively.texts().subList(20, 22)).containsExactly("Skipped", "answer");
        }
    }

    private CardMessages on(Outbox to) {
        return new CardMessages(
                store,
                new ChatLocks(),
                pen,
                to,
                new ManualLater(),
                new FailureLog(FailureClassifier.of(List.of()), List.of()));
    }
}
