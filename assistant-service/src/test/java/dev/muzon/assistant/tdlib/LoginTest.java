package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.runtime.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoginTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode OPENING = JSON.readTree("{\"@type\":\"authorizationStateWaitTdlibParameters\"}");
    private static final String OK = "{\"@type\":\"ok\"}";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Function<String, String> answers = _ -> OK;
    private @Nullable TdClient client;

    /**
     * Starts without a proxy in the settings. Otherwise nothing would show that the traffic still goes through a former
     * one.
     */
    @Test
    void withoutAProxyInTheSettingsAnyFormerOneIsDisabledAndRemoved() {
        answers = request ->
                request.equals("getProxies") ? "{\"@type\":\"addedProxies\",\"proxies\":[{\"id\":3},{\"id\":4}]}" : OK;

        login("a key", null).entered(OPENING);

        await().untilAsserted(() -> assertThat(asked)
                .containsSubsequence("disableProxy", "getProxies", "removeProxy 3", "removeProxy 4")
                .doesNotContain("addProxy"));
    }

    @Test
    void aProxyOfTheSettingsStaysWhenTheOthersAreRemoved() {
        answers = request -> switch (request) {
            case "addProxy" -> "{\"@type\":\"addedProxy\",\"id\":4}";
            case "getProxies" -> "{\"@type\":\"addedProxies\",\"proxies\":[{\"id\":3},{\"id\":4}]}";
            default -> OK;
        };

        login("a key", URI.create("socks5://127.0.0.1:1080")).entered(OPENING);

        await().untilAsserted(() -> assertThat(asked).contains("removeProxy 3").doesNotContain("removeProxy 4"));
    }

    @Test
    void anErrorInTheLibraryDoesNotEndTheLogin() {
        AtomicInteger attempts = new AtomicInteger();
        answers = request -> {
            if (request.equals("setTdlibParameters") && attempts.incrementAndGet() == 1) {
                throw new OutOfMemoryError("test");
            }
            return OK;
        };

        login("a key", null).entered(OPENING);

        await().atMost(Duration.ofMinutes(2)).until(() -> attempts.get() > 1);
    }

    private Login login(String key, @Nullable URI proxy) {
        TdClient opened = new TdClient("main", this::answer, _ -> {});
        client = opened;
        TdlibSettings settings =
                new TdlibSettings(1, new Secret("hash"), Path.of("none"), new Secret(key), new Secret(""), proxy);
        return new Login("main", settings, opened, new PhoneLogins(), _ -> {});
    }

    private void answer(TdRequest request) {
        JsonNode sent = JSON.readTree(request.toString());
        String id = sent.path("proxy_id").isMissingNode()
                ? ""
                : " " + sent.path("proxy_id").asInt();
        asked.add(request.type() + id);
        String answer = answers.apply(request.type())
                .replaceFirst("}$", ",\"@extra\":" + sent.path("@extra").asLong() + "}");
        Objects.requireNonNull(client).accept(JSON.readTree(answer));
    }
}
