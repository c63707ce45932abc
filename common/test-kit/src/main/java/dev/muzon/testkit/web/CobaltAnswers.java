package dev.muzon.testkit.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Cobalt, as strict as the real one: exact fields, no unknown keys, and the operator's key. */
public final class CobaltAnswers implements HttpHandler {
    public static final String KEY = "5f6c";

    private static final int LONGEST = 1024;
    private static final int KEYS = 7;

    private final FakeWeb web;
    private volatile String sound;
    private volatile String trouble = "";

    public CobaltAnswers(FakeWeb web) {
        this.web = web;
        this.sound = "https://cobalt.example:" + web.port() + "/tunnel?id=1&exp=2";
    }

    /** Leads to sound elsewhere. */
    public void leadTo(String address) {
        sound = address;
    }

    /** Refuses the video that it knows. */
    public void refuse(String code) {
        trouble = code;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var fields = exchange.getRequestHeaders();
        if (!"POST".equals(exchange.getRequestMethod())
                || !"application/json".equals(fields.getFirst("Accept"))
                || !String.valueOf(fields.getFirst("Content-Type")).startsWith("application/json")) {
            error(exchange, 400, "header.accept");
            return;
        }
        if (!("Api-Key " + KEY).equals(fields.getFirst("Authorization"))) {
            error(exchange, 401, "auth.key.missing");
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode wish = JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8));
        boolean known = wish.path("url").asString("").endsWith(Face.VIDEO);
        if (!wish.path("downloadMode").asString("").equals("audio") || body.length > LONGEST || wish.size() != KEYS) {
            error(exchange, 400, "invalid_body");
        } else if (!known || !trouble.isEmpty()) {
            error(exchange, 400, known ? trouble : "content.video.unavailable");
        } else {
            FakeWeb.send(
                    exchange,
                    200,
                    "application/json",
                    web.golden("cobalt-tunnel.json").replace("{sound}", sound));
        }
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        FakeWeb.send(
                exchange,
                status,
                "application/json",
                "{\"status\":\"error\",\"error\":{\"code\":\"error.api.%s\"}}".formatted(code));
    }
}
