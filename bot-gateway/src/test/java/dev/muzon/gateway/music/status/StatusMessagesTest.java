package dev.muzon.gateway.music.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

class StatusMessagesTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private final TestClock clock = TestClock.create();
    private final StatusStore store = new StatusStore(
            new MongoTemplate(MONGO.client(), MONGO.database().getName()),
            new FailureLog(FailureClassifier.of(List.of()), List.of()));
    private final StatusMessages statuses = new StatusMessages(store, new StorePatience(), mock(Outbox.class), clock);

    @Test
    void anotherReplicasClockThatIsAheadHeldUpTheNewsOfTheChat() throws InterruptedException {
        var ahead = clock.instant().plus(Duration.ofMinutes(10));
        store.insert(new StatusMessage("ahead", -1, null, false, ahead, null, 3, null, "another replica"));
        assertThatThrownBy(() -> statuses.waits("ahead")).isInstanceOf(FailureException.class);

        clock.advance(Duration.ofSeconds(5));
        assertThat(statuses.waits("ahead")).isTrue();
    }
}
