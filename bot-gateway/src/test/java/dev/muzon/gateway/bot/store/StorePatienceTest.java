package dev.muzon.gateway.bot.store;

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
}
