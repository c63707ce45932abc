package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.telegram.TelegramTime;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.TestClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

class SkipVotesTest {
    private final TestClock clock = TestClock.create();

    @Test
    @Timeout(value = 8, unit = TimeUnit.SECONDS)
    void aVoteDoesNotWaitForAStoreThatHangs() {
        MongoTemplate hanging = mock(MongoTemplate.class);
        doAnswer(_ -> new CompletableFuture<>().join())
                .when(hanging)
                .upsert(any(Query.class), any(Update.class), any(Class.class));
        var votes = new SkipVotes(
                hanging, mock(StoredDocuments.class), new StorePatience(), new TelegramTime(clock), clock);

        var refused =
                catchThrowableOfType(FailureException.class, () -> votes.add(Players.idle(-1, 1, clock.instant()), 7));

        assertThat(refused.failure().code()).isEqualTo(FailureCode.STORE_UNAVAILABLE);
    }
}
