package dev.muzon.gateway.music.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockito.ArgumentCaptor;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;

class StatusMessagesTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private static final FailureLog FAILURES = new FailureLog(FailureClassifier.of(List.of()), List.of());

    private final TestClock clock = TestClock.create();
    private final MongoTemplate mongo =
            new MongoTemplate(MONGO.client(), MONGO.database().getName());
    private final ManualLater later = new ManualLater();
    private final StatusStore store = new StatusStore(mongo, new StoredDocuments(mongo, FAILURES), new StorePatience());
    private final Outbox outbox = mock(Outbox.class);
    private final StatusMessages statuses = statuses(store);

    @Test
    void anotherReplicasClockThatIsAheadHeldUpTheNewsOfTheChat() throws InterruptedException {
        var ahead = clock.instant().plus(Duration.ofMinutes(10));
        store.insert(new StatusMessage("ahead", -1, null, false, ahead, null, 3, null, null, "another replica"));
        assertThatThrownBy(() -> statuses.waits("ahead")).isInstanceOf(FailureException.class);

        clock.advance(Duration.ofSeconds(5));
        assertThat(statuses.waits("ahead")).isTrue();
    }

    @Test
    void aRequestWhoseFirstWordsWereWithheldIsToldHowItStands() throws InterruptedException {
        var leaves = new CompletableFuture<Integer>();
        when(outbox.send(any(Destination.class), any(Draft.class), any())).thenReturn(leaves);
        statuses.open("slow", Destination.of(-1), 3);
        CompletableFuture<?> _ = statuses.follow("slow", CompletableFuture.completedFuture(Outbox.DROPPED));
        var words = ArgumentCaptor.forClass(Draft.class);

        CompletableFuture<?> said = statuses.say("slow", Content.of("still searching"));
        CompletableFuture<Integer> _ = verify(outbox).send(any(Destination.class), words.capture(), any());
        assertThat(words.getValue().write()).contains(Content.of("still searching"));
        leaves.complete(7);

        assertThat(said).isCompleted();
        assertThat(store.find("slow").orElseThrow().messageId()).isEqualTo(7);
        assertThat(statuses.waits("slow")).isTrue();
        statuses.settled("slow");
        assertThat(words.getValue().write()).isEmpty();
    }

    @Test
    void aChatWhereManyRequestsWaitIsToldWithTheFirstThree() throws InterruptedException {
        when(outbox.send(any(Destination.class), any(Draft.class), any()))
                .thenReturn(CompletableFuture.completedFuture(7));
        for (int i = 1; i <= 5; i++) {
            statuses.open("many" + i, Destination.of(-2), i);
            CompletableFuture<?> _ = statuses.follow("many" + i, CompletableFuture.completedFuture(Outbox.DROPPED));
        }
        for (int i = 1; i <= 5; i++) {
            CompletableFuture<?> _ = statuses.say("many" + i, Content.of("still searching"));
        }
        CompletableFuture<Integer> _ = verify(outbox, times(3)).send(any(Destination.class), any(Draft.class), any());
    }

    @Test
    void anOutcomeWhoseNoteWasLostIsNotSentAgain() throws InterruptedException {
        StatusStore away = spy(store);
        var hiccup = statuses(away);
        doThrow(new DataAccessResourceFailureException("away"))
                .doCallRealMethod()
                .when(away)
                .told(any(), anyLong(), anyInt(), any());
        when(outbox.send(any(Destination.class), any(Draft.class), any()))
                .thenReturn(CompletableFuture.completedFuture(7));
        when(outbox.edit(anyLong(), anyInt(), any(Draft.class), any()))
                .thenReturn(CompletableFuture.completedFuture(7));
        hiccup.open("late", Destination.of(-1), 3);

        assertThat(hiccup.show("late", -1, Draft.once(Content.of("found")), Terms.state()))
                .isCompletedWithValue(7);
        assertThat(hiccup.show("late", -1, Draft.once(Content.of("found")), Terms.state()))
                .isCompletedWithValue(7);

        verify(outbox, times(1)).send(any(Destination.class), any(Draft.class), any());
        assertThat(later.next()).isTrue();
        assertThat(store.find("late").orElseThrow().settled()).isTrue();
    }

    private StatusMessages statuses(StatusStore store) {
        return new StatusMessages(
                store, new Afterwards(later, FAILURES), outbox, new MonotonicClock(clock, clock::nanos));
    }
}
