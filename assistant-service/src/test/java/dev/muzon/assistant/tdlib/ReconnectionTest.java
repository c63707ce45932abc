package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.account.ConnectionState;
import dev.muzon.runtime.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReconnectionTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PONG = "{\"@type\":\"seconds\",\"seconds\":0.1";
    private static final String NO_WAY = "{\"@type\":\"error\",\"code\":400,\"message\":\"Connection refused\"";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Look> looks = new LinkedBlockingQueue<>();
    private volatile boolean reachable;
    private long nanos;
    private @Nullable TdClient client;
    private Reconnection reconnection = watch(null);

    private record Look(Duration delay, Runnable task) {}

    @BeforeEach
    void lost() {
        reconnection.changed(ConnectionState.CONNECTING);
    }

    @Test
    void tdlibConnectsAtOnceWhenTelegramAnswersAgain() throws InterruptedException {
        pass();
        pass();
        reachable = true;
        pass();

        await().untilAsserted(() ->
                assertThat(asked).containsExactly("pingProxy", "pingProxy", "pingProxy", "setNetworkType"));
    }

    /** Guards slow networks: an attempt that is broken off again and again would never get through. */
    @Test
    void anAttemptUnderWayIsBrokenOffOnceOnly() throws InterruptedException {
        pass();
        reachable = true;
        for (int i = 0; i < 5; i++) {
            pass();
        }
        next();

        assertThat(asked).containsOnlyOnce("setNetworkType");
    }

    @Test
    void aConnectionThatIsOnlySlowIsLeftAlone() throws InterruptedException {
        reachable = true;
        pass();
        pass();
        next();

        assertThat(asked).containsOnly("pingProxy");
    }

    @Test
    void nothingIsAskedWhileTheConnectionStands() throws InterruptedException {
        Look late = next();
        reconnection.changed(ConnectionState.CATCHING_UP);
        late.task().run();

        assertThat(asked).isEmpty();
        assertThat(looks).isEmpty();
    }

    /** Guards the music, which is to be back two seconds after Telegram. Connecting and joining take one of them. */
    @Test
    void aShortOutageIsLookedAtOften() throws InterruptedException {
        Look first = next();
        nanos += Duration.ofSeconds(20).toNanos();
        first.task().run();

        assertThat(first.delay()).isEqualTo(Duration.ofMillis(500));
        assertThat(next().delay()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aLongOutageIsLookedAtSeldom() throws InterruptedException {
        Look first = next();
        nanos += Duration.ofMinutes(2).toNanos();
        first.task().run();
        Look second = next();
        nanos += Duration.ofHours(1).toNanos();
        second.task().run();

        assertThat(second.delay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(next().delay()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void theProxyOfTheSettingsIsAskedThrough() throws InterruptedException {
        looks.clear();
        reconnection = watch(URI.create("socks5://127.0.0.1:1080"));
        lost();
        pass();

        assertThat(asked).containsExactly("pingProxy 127.0.0.1:1080");
    }

    private Reconnection watch(@Nullable URI proxy) {
        TdClient opened = new TdClient("main", this::answer, _ -> {});
        client = opened;
        TdlibSettings settings =
                new TdlibSettings(1, new Secret("hash"), Path.of("none"), new Secret("a key"), new Secret(""), proxy);
        return new Reconnection(opened, settings, () -> nanos, (delay, task) -> looks.add(new Look(delay, task)));
    }

    private void pass() throws InterruptedException {
        next().task().run();
    }

    private Look next() throws InterruptedException {
        return Objects.requireNonNull(looks.poll(30, TimeUnit.SECONDS), "a look at Telegram");
    }

    private void answer(TdRequest request) {
        JsonNode sent = JSON.readTree(request.toString());
        JsonNode proxy = sent.path("proxy");
        asked.add(request.type()
                + (proxy.isMissingNode()
                        ? ""
                        : " " + proxy.path("server").asString() + ":"
                                + proxy.path("port").asInt()));
        String answer = (reachable ? PONG : NO_WAY) + ",\"@extra\":"
                + sent.path("@extra").asLong() + "}";
        Objects.requireNonNull(client).accept(JSON.readTree(answer));
    }
}
