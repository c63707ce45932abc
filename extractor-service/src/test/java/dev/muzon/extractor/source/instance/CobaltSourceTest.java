package dev.muzon.extractor.source.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.muzon.extractor.TestWeb;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.runtime.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CobaltSourceTest extends InstanceContract {
    private static final String ERROR = "{\"status\":\"error\",\"error\":{\"code\":\"error.api.%s\"}}";

    private volatile String sound = "";
    private volatile String trouble = "";

    @Override
    String host() {
        return "cobalt.example";
    }

    @Override
    Instance instance(InstanceApi api) {
        return new CobaltInstance(api, new Secret("5f6c"));
    }

    @Override
    void answers() {
        sound = web.origin(host()) + "/sound?id=1&exp=2";
        web.serve("/", this::answer);
    }

    /** Answers as strictly as Cobalt does: exact fields, no unknown keys. */
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        var fields = exchange.getRequestHeaders();
        if (!"POST".equals(exchange.getRequestMethod())
                || !"application/json".equals(fields.getFirst("Accept"))
                || !String.valueOf(fields.getFirst("Content-Type")).startsWith("application/json")) {
            TestWeb.answer(exchange, 400, ERROR.formatted("header.accept"));
            return;
        }
        if (!"Api-Key 5f6c".equals(fields.getFirst("Authorization"))) {
            TestWeb.answer(exchange, 401, ERROR.formatted("auth.key.missing"));
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode wish = JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8));
        boolean known = wish.path("url").asString().equals(PAGE);
        if (!wish.path("downloadMode").asString().equals("audio") || body.length > 1024 || wish.size() != 7) {
            TestWeb.answer(exchange, 400, ERROR.formatted("invalid_body"));
        } else if (!known || !trouble.isEmpty()) {
            TestWeb.answer(exchange, 400, ERROR.formatted(known ? trouble : "content.video.unavailable"));
        } else {
            TestWeb.answer(
                    exchange, 200, "{\"status\":\"tunnel\",\"url\":\"" + sound + "\",\"filename\":\"Sea Breeze.mp3\"}");
        }
    }

    @Override
    void leadsTo(String address) {
        sound = address;
    }

    @Override
    String entrance() {
        return "/";
    }

    @ParameterizedTest
    @CsvSource({
        "content.video.private, WEB_PRIVATE",
        "content.video.age, WEB_AGE_RESTRICTED",
        "content.video.region, WEB_COUNTRY",
        "content.paid, WEB_MEMBERS_ONLY",
        "content.too_long, TRACK_TOO_LONG",
        "youtube.login, WEB_BOT_CHECK",
        "youtube.drm, WEB_DRM",
        "youtube.decipher, WEB_CHANGED",
        "link.unsupported, URL_UNSUPPORTED",
        "service.disabled, URL_UNSUPPORTED",
        "auth.key.invalid, SOURCE_UNAVAILABLE",
        "rate_exceeded, SOURCE_UNAVAILABLE",
        "fetch.fail, SOURCE_UNAVAILABLE"
    })
    void whatCobaltSaysIsUnderstood(String said, FailureCode code) {
        trouble = said;
        assertThat(failure()).isEqualTo(code);
    }

    @Test
    void pagesOfOtherSitesAreForCobaltToo() {
        assertThat(source().answers(new TrackQuery.Link("https://soundcloud.com/a/b")))
                .isTrue();
    }
}
