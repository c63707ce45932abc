package dev.muzon.gateway.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.TestBotApi;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.drain.Resignation;
import dev.muzon.testkit.MongoFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

class UpdatePollerTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    private static final FailureLog FAILURES = new FailureLog(FailureClassifier.of(List.of()), List.of());

    private final FakeBotApi telegram = new FakeBotApi();
    private final BotApi api = TestBotApi.at(telegram);
    private final List<Integer> handled = new CopyOnWriteArrayList<>();
    private final List<Integer> exits = new CopyOnWriteArrayList<>();
    private final Map<Integer, CompletableFuture<Void>> held = new ConcurrentHashMap<>();
    private final AtomicBoolean leading = new AtomicBoolean(true);
    private UpdatePoller poller = poller();

    private UpdatePoller poller() {
        return new UpdatePoller(
                api,
                new BotAccount(api),
                new UpdateLanes(this::handle, FAILURES),
                inbox(),
                new PollingProperties(Duration.ofSeconds(20), Duration.ofMillis(50)),
                FAILURES,
                _ -> {},
                new Resignation(exits::add),
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 0));
    }

    private static Inbox inbox() {
        return new Inbox(new MongoTemplate(mongo.client(), mongo.database().getName()), JsonMapper.shared());
    }

    private CompletableFuture<?> handle(Incoming incoming) {
        handled.add(incoming.updateId());
        return held.getOrDefault(incoming.updateId(), CompletableFuture.completedFuture(null));
    }

    @BeforeEach
    void clean() {
        mongo.clean();
    }

    @AfterEach
    void close() {
        poller.stop();
        telegram.close();
    }

    @Test
    void everythingIsHandledOnceAndConfirmed() {
        int first = telegram.say(-1, 7, "en", "/ping");
        poller.start(leading::get);
        int second = sayAfter(first);
        await().untilAsserted(() -> assertThat(handled).containsExactly(first, second));
        await().untilAsserted(() -> assertThat(telegram.unconfirmed()).isZero());
    }

    @Test
    void whatWasNotFinishedComesAgainAfterACrash() {
        int id = telegram.say(-1, 7, "en", "/play x");
        assertThat(api.updates(0, Duration.ZERO)).hasSize(1);
        assertThat(telegram.unconfirmed()).isOne();
        poller.start(leading::get);
        await().untilAsserted(() -> assertThat(handled).containsExactly(id));
    }

    @Test
    void oneChatThatWaitsHoldsUpNobodyAndSurvivesACrash() {
        int slow = telegram.say(-1, 7, "en", "/play slow");
        held.put(slow, new CompletableFuture<>());
        poller.start(leading::get);
        await().untilAsserted(() -> assertThat(handled).containsExactly(slow));
        int quick = telegram.say(-2, 7, "en", "/ping");
        await().untilAsserted(() -> assertThat(handled).containsExactly(slow, quick));
        await().untilAsserted(() -> assertThat(telegram.unconfirmed()).isZero());
        poller.stop();

        held.clear();
        poller = poller();
        poller.start(leading::get);
        await().untilAsserted(() -> assertThat(handled).containsExactly(slow, quick, slow));
        await().untilAsserted(() -> assertThat(inbox().all()).isEmpty());
    }

    @Test
    void aProcessThatStoodStillLeavesItsBatchToTheNextLeader() {
        leading.set(false);
        int id = telegram.say(-1, 7, "en", "/ping");
        poller.start(leading::get);
        await().until(() -> telegram.calls("getupdates").size() > 1);
        assertThat(handled).isEmpty();
        assertThat(telegram.unconfirmed()).isOne();

        leading.set(true);
        await().untilAsserted(() -> assertThat(handled).containsExactly(id));
        await().untilAsserted(() -> assertThat(telegram.unconfirmed()).isZero());
    }

    @Test
    void stoppingConfirmsWhatIsDone() {
        int id = telegram.say(-1, 7, "en", "/ping");
        poller.start(leading::get);
        await().untilAsserted(() -> assertThat(handled).containsExactly(id));
        poller.stop();
        assertThat(telegram.unconfirmed()).isZero();

        poller = poller();
        poller.start(leading::get);
        int next = telegram.say(-1, 7, "en", "/ping");
        await().untilAsserted(() -> assertThat(handled).containsExactly(id, next));
    }

    @Test
    void aFailingHandlerLosesOnlyItsOwnUpdate() {
        int bad = telegram.say(-1, 7, "en", "/ping");
        held.put(bad, CompletableFuture.failedFuture(new IllegalStateException("a bug")));
        poller.start(leading::get);
        int good = sayAfter(bad);
        await().untilAsserted(() -> assertThat(handled).containsExactly(bad, good));
    }

    @Test
    void aWebhookIsForgottenAndUpdatesAreNot() {
        poller.start(leading::get);
        await().untilAsserted(() -> assertThat(telegram.calls("deletewebhook")).hasSize(1));
        assertThat(telegram.calls("deletewebhook")
                        .getFirst()
                        .body()
                        .path("drop_pending_updates")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aRejectedTokenEndsTheProcessAfterFiveAttempts() {
        IntStream.range(0, 9).forEach(_ -> telegram.refuseNext("getMe", 401, "Unauthorized"));
        poller.start(leading::get);
        await().untilAsserted(() -> assertThat(exits).containsExactly(75));
        assertThat(telegram.calls("getme")).hasSize(5);
    }

    @Test
    void aTokenThatIsRevokedWhilstPollingEndsTheProcessToo() {
        IntStream.range(0, 9).forEach(_ -> telegram.refuseNext("getUpdates", 401, "Unauthorized"));
        poller.start(leading::get);
        await().untilAsserted(() -> assertThat(exits).containsExactly(75));
        assertThat(telegram.calls("getupdates")).hasSize(5);
    }

    @Test
    void anOutageIsWaitedOutHoweverLongItTakes() {
        int id = telegram.say(-1, 7, "en", "/ping");
        IntStream.range(0, 20).forEach(_ -> telegram.refuseNext("getMe", 502, "Bad Gateway"));
        poller.start(leading::get);
        await().untilAsserted(() -> assertThat(handled).containsExactly(id));
        assertThat(exits).isEmpty();
    }

    private int sayAfter(int earlier) {
        await().untilAsserted(() -> assertThat(handled).contains(earlier));
        return telegram.say(-1, 7, "en", "/ping");
    }
}
