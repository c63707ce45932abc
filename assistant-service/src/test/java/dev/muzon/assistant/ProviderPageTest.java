package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.assistant.login.TestProvider;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the whole service with an identity provider, as a browser with cookies and redirects sees both. */
class ProviderPageTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static SandboxTelegram telegram;
    private static TestProvider provider;
    private static RunningService service;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(Redirect.NORMAL)
            .build();

    @BeforeAll
    static void start() throws IOException {
        telegram = SandboxTelegram.start();
        provider = new TestProvider();
        var settings = new ArrayList<>(
                RunningService.settings(telegram, folder, mongo.uri(), URI.create("http://127.0.0.1:9"), "main"));
        settings.addAll(List.of(
                "--muzon.console.oidc-issuer=" + provider.issuer(),
                "--muzon.console.oidc-client-id=" + TestProvider.CLIENT,
                "--muzon.console.oidc-client-secret=" + TestProvider.SECRET,
                "--muzon.console.oidc-allowed=boris@example.org,anna@example.org"));
        service = new RunningService(settings);
    }

    @AfterAll
    static void stop() {
        service.close();
        provider.close();
        telegram.close();
    }

    @Test
    void aPersonGoesToTheProviderAndComesBackLoggedIn() throws Exception {
        assertThat(get("/login/accounts").statusCode()).isEqualTo(403);
        String page = JsonMapper.shared()
                .readTree(post("/login/provider").body())
                .path("page")
                .asString();

        HttpResponse<String> back =
                browser.send(HttpRequest.newBuilder(URI.create(page)).build(), BodyHandlers.ofString());

        assertThat(back.uri()).isEqualTo(service.page("/"));
        assertThat(back.body()).contains("<title>Muzon");
        assertThat(get("/login/accounts").body()).contains("\"id\":\"main\"");
        assertThat(cookies.getCookieStore().getCookies())
                .extracting(HttpCookie::getName)
                .containsExactly("muzon-login");

        // The address of the way back, from the history or a log, opens nothing more.
        assertThat(browser.send(
                                HttpRequest.newBuilder(back.previousResponse()
                                                .orElseThrow()
                                                .uri())
                                        .build(),
                                BodyHandlers.ofString())
                        .uri())
                .isEqualTo(service.page("/?login=login.stale"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(service.page(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(service.page(path))
                        .header("X-Muzon-Page", "1")
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
