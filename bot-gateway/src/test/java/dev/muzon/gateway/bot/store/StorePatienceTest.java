package dev.muzon.gateway.bot.store;

import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StorePatienceTest {
    private final StorePatience patience = new StorePatience(Duration.ofMillis(300));

    @Test
    void anAnswerInTimeIsReturned() {
        assertThat(patience.ask(() -> 7)).isEqualTo(7);
    }

    @Test
    void aFailureOfTheStoreIsPassedOn() {
        var planned = new IllegalArgumentException("planned");
        assertThatThrownBy(() -> patience.ask(() -> {
                    throw planned;
                }))
                .isSameAs(planned);
    }

    // Each command of a chat waited 15 s for each of its questions.
    @Test
    void aStoreThatHangsKeptEveryQuestionWaiting() {
        var answer = new CompletableFuture<Integer>();
        for (int i = 0; i < StorePatience.OUTAGE; i++) {
            assertThatThrownBy(() -> patience.ask(answer::join))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("no answer within");
        }
        var asked = new CompletableFuture<Void>();
        assertThatThrownBy(() -> patience.ask(() -> asked.complete(null))).isInstanceOf(FailureException.class);
        assertThat(asked).isNotDone();

        answer.complete(7);
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(patience.ask(() -> 8)).isEqualTo(8));
    }

    // A /skip was told that the memory is away although MongoDB was back, as long as older questions stayed open.
    @Test
    void aStoreThatIsBackWasTakenForAbsent() {
        var never = new CompletableFuture<Integer>();
        for (int i = 0; i < StorePatience.OUTAGE; i++) {
            assertThatThrownBy(() -> patience.ask(never::join)).isInstanceOf(FailureException.class);
        }

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(patience.ask(() -> 8)).isEqualTo(8));
        assertThat(patience.ask(() -> 9)).isEqualTo(9);
        never.complete(7);
    }

    // Of a hundred groups that asked for music at once some were told that nothing could be saved.
    @Test
    void aBusyStoreWasTakenForOneThatIsAway() throws Exception {
        var slow = new CompletableFuture<Integer>();
        var waiting = CompletableFuture.supplyAsync(() -> patience.ask(slow::join), Thread::startVirtualThread);
        for (int i = 0; i < 6; i++) {
            assertThat(waiting).isNotDone();
            Integer other = patience.ask(() -> new CompletableFuture<Integer>()
                    .completeOnTimeout(7, 100, MILLISECONDS)
                    .join());
            assertThat(other).isEqualTo(7);
        }

        slow.complete(8);
        assertThat(waiting.get(10, SECONDS)).isEqualTo(8);
    }

    @Test
    void aBusyStoreIsGivenUpInTheEndToo() {
        var never = new CompletableFuture<Integer>();
        var waiting = CompletableFuture.supplyAsync(() -> patience.ask(never::join), Thread::startVirtualThread);

        await().atMost(ofSeconds(10)).until(() -> {
            patience.ask(() -> 7);
            return waiting.isCompletedExceptionally();
        });
    }
}
