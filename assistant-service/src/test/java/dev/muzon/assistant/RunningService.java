package dev.muzon.assistant;

import dev.muzon.assistant.login.PageListener;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service on a free port, with two accounts, and a client that holds the internal token. */
final class RunningService implements AutoCloseable {
    static final String TOKEN = "a-token-for-tests-only";

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningService(SandboxTelegram telegram, Path directory, String mongoUri, URI gateway) {
        this(settings(telegram, directory, mongoUri, gateway, "main,second"));
    }

    RunningService(List<String> settings) {
        context = new SpringApplicationBuilder(AssistantServiceApplication.class)
                .registerShutdownHook(false)
                .run(settings.toArray(String[]::new));
    }

    static List<String> settings(
            SandboxTelegram telegram, Path directory, String mongoUri, URI gateway, String accounts) {
        return List.of(
                "--server.port=0",
                "--muzon.console.port=0",
                "--spring.mongodb.uri=" + mongoUri,
                "--spring.main.banner-mode=off",
                "--muzon.internal-token=" + TOKEN,
                "--muzon.services.bot-gateway=" + gateway,
                "--muzon.services.voice-call-service=" + gateway,
                "--muzon.assistant.accounts=" + accounts,
                "--muzon.assistant.api-id=1234567",
                "--muzon.assistant.api-hash=0123456789abcdef0123456789abcdef",
                "--muzon.assistant.library=" + telegram.server.patchedLibrary(),
                "--muzon.assistant.directory=" + directory,
                "--muzon.assistant.key=a key",
                "--muzon.assistant.proxy=" + telegram.proxy());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** Returns an address of the login page. */
    URI page(String path) {
        return URI.create("http://127.0.0.1:" + bean(PageListener.class).port() + path);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(90)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN))
                .body();
    }

    JsonNode accounts() throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get("/v1/accounts"));
    }

    @Override
    public void close() {
        context.close();
    }
}
