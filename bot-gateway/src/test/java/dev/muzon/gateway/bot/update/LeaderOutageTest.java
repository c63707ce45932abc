package dev.muzon.gateway.bot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.LeaseOwner;
import dev.muzon.coordination.lease.MongoLeases;
import dev.muzon.gateway.bot.outbox.SpeakingTurn;
import dev.muzon.gateway.support.Wire;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.WebhookState;
import dev.muzon.gateway.telegram.webhook.TestWebhooks;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.testkit.MongoFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two replicas behind a webhook, each with its own way to one MongoDB. */
class LeaderOutageTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private static final Duration TTL = Duration.ofSeconds(1);

    private final AtomicReference<String> address = new AtomicReference<>("");
    private final BotApi telegram = telegram();
    private final Replica first = new Replica("first");
    private final Replica second = new Replica("second");

    @AfterEach
    void close() throws IOException {
        first.close();
        second.close();
    }

    // Telegram has no word for a second webhook: both replicas spoke until MongoDB was back.
    @Test
    void twoReplicasBehindAWebhookSpokeForAsLongAsMongoDbWasAwayForTheLeaderAlone() throws InterruptedException {
        first.leader.start();
        await().until(first.leader::held);
        second.leader.start();

        first.wire.cut();
        await().until(second.leader::held);

        await().until(() -> {
            first.leader.giveUpWhenDeaf();
            second.leader.giveUpWhenDeaf();
            return !first.leader.held();
        });
        verify(first.turn).end();
        assertThat(second.leader.held()).isTrue();
        verify(second.turn, never()).end();
    }

    @Test
    void theLeaderSpeaksOnWhileMongoDbIsAwayForEverybody() throws InterruptedException {
        first.leader.start();
        await().until(first.leader::held);
        second.leader.start();

        // The second one first: it would take the lease of a leader that is slow to see its own cut.
        second.wire.cut();
        first.wire.cut();

        await().during(TTL.multipliedBy(3)).until(() -> {
            first.leader.giveUpWhenDeaf();
            return first.leader.held() && !second.leader.held();
        });
        verify(first.turn, never()).end();
    }

    private BotApi telegram() {
        var api = mock(BotApi.class);
        doAnswer(call -> {
                    address.set(call.getArgument(0).toString());
                    return null;
                })
                .when(api)
                .setWebhook(any(), anyString());
        when(api.webhook()).thenAnswer(_ -> new WebhookState(address.get(), 0, null, ""));
        return api;
    }

    private final class Replica {
        private final Wire wire;
        private final MongoClient mongo;
        private final SpeakingTurn turn = mock(SpeakingTurn.class);
        private final BotLeader leader;

        Replica(String name) {
            var server = new ConnectionString(MONGO.uri());
            String host = server.getHosts().getFirst();
            wire = new Wire(Integer.parseInt(host.substring(host.lastIndexOf(':') + 1)));
            mongo = MongoClients.create("mongodb://127.0.0.1:" + wire.port()
                    + "/?directConnection=true&serverSelectionTimeoutMS=300&connectTimeoutMS=300&socketTimeoutMS=2000");
            leader = new BotLeader(
                    new MongoLeases(mongo.getDatabase(Objects.requireNonNull(server.getDatabase())), Clock.systemUTC()),
                    new Owner(name),
                    TestWebhooks.at(telegram, Duration.ofMillis(100)),
                    mock(BotIntroduction.class),
                    turn,
                    mock(UpdateHandover.class),
                    new FailureLog(FailureClassifier.of(List.of()), List.of()),
                    new SimpleMeterRegistry(),
                    TTL);
        }

        void close() throws IOException {
            leader.stop();
            mongo.close();
            wire.close();
            MONGO.clean();
        }
    }

    private record Owner(String owner) implements LeaseOwner {
        @Override
        public URI address() {
            return URI.create("http://127.0.0.1:1");
        }

        @Override
        public boolean succeeds(Lease holder) {
            return false;
        }
    }
}
