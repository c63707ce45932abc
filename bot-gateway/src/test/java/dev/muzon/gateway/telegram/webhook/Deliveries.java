package dev.muzon.gateway.telegram.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Telegram as it delivers updates to a webhook. */
record Deliveries(int port, String secret) {

    /** Waits until the webhook is announced. */
    static Deliveries of(FakeBotApi telegram, int port) {
        await().untilAsserted(() -> assertThat(telegram.calls("setwebhook")).isNotEmpty());
        var announced = telegram.calls("setwebhook").getFirst().body();
        return new Deliveries(port, announced.path("secret_token").asString());
    }

    static String update(int id, ObjectNode message) {
        ObjectNode update = JsonMapper.shared().createObjectNode();
        update.put("update_id", id);
        update.set("message", message);
        return update.toString();
    }

    HttpResponse<Void> post(String body) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + WebhookController.PATH + "?leader=another"))
                    .header("Content-Type", "application/json")
                    .header("X-Telegram-Bot-Api-Secret-Token", secret)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }
}
