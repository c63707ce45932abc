package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A test of the login of two assistants on their page, which only its secret link opens. One uses its QR code alone,
 * one a two-step password as well.
 */
@ExtendWith(Network.class)
class LoginE2E {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PAGE = "http://127.0.0.1:8088/login/accounts";

    /** The link for this host, whose port leads into the namespace where there is one. */
    private static final Pattern LINK = Pattern.compile("login page: http://127\\.0\\.0\\.1:\\d+/#(\\S+)");

    @TempDir
    private Path folder;

    @Test
    void twoAssistantsLogInByQrCodeAndTwoStepPassword() throws Exception {
        try (RunningSuite suite = RunningSuite.start(
                folder.resolve("state"),
                Map.of("MUZON_ACCOUNTS", "first,second"),
                List.of("--manual-login", "--library", folder.toString()))) {
            Telegram telegram = new Telegram(suite.page());
            assertThat(suite.inside("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", PAGE))
                    .isEqualTo("403");
            openPage(suite);
            await("two QR codes")
                    .atMost(PATIENCE)
                    .until(() -> states(suite), "[WAITING_FOR_QR_SCAN, WAITING_FOR_QR_SCAN]"::equals);
            assertThat(accounts(suite))
                    .allSatisfy(account ->
                            assertThat(account.at("/login/qr").asString("")).startsWith("<svg"));
            List<JsonNode> assistants =
                    telegram.overview().path("assistants").valueStream().toList();

            approveOne(telegram, assistants.get(0));
            await("one logged in").atMost(PATIENCE).until(() -> states(suite).contains("READY"));
            approveOne(telegram, assistants.get(1));
            await("the other asked for its password")
                    .atMost(PATIENCE)
                    .until(() -> states(suite).contains("WAITING_FOR_PASSWORD"));

            assertThat(password(suite, "not the password")).contains("400");
            assertThat(states(suite)).contains("WAITING_FOR_PASSWORD");
            assertThat(password(suite, assistants.get(1).path("password").asString()))
                    .contains("204");
            await("both logged in").atMost(PATIENCE).until(() -> states(suite), "[READY, READY]"::equals);

            // A page of another site does not see the codes, even in the same browser.
            assertThat(suite.inside(
                            "curl",
                            "-s",
                            "-o",
                            "/dev/null",
                            "-w",
                            "%{http_code}",
                            "-b",
                            cookies(),
                            "-H",
                            "Host: evil.example",
                            PAGE))
                    .isEqualTo("403");
        }
    }

    /** Opens the page as a browser does: the secret of the link that the console shows becomes a cookie. */
    private void openPage(RunningSuite suite) throws Exception {
        String secret = suite.said().stream()
                .map(LINK::matcher)
                .filter(Matcher::find)
                .map(link -> link.group(1))
                .findFirst()
                .orElseThrow();
        assertThat(suite.inside(
                        "curl",
                        "-s",
                        "-w",
                        "%{http_code}",
                        "-c",
                        cookies(),
                        "-H",
                        "X-Muzon-Page: 1",
                        "-H",
                        "Content-Type: application/json",
                        "-d",
                        JSON.writeValueAsString(Map.of("secret", secret)),
                        "http://127.0.0.1:8088/login/session"))
                .isEqualTo("204");
    }

    private String cookies() {
        return folder.resolve("cookies").toString();
    }

    private static void approveOne(Telegram telegram, JsonNode assistant) {
        String token = await("a code to scan")
                .atMost(PATIENCE)
                .until(telegram::logins, logins -> !logins.isEmpty())
                .getLast()
                .path("token")
                .asString();
        telegram.approve(token, assistant.path("userId").longValue());
    }

    private String password(RunningSuite suite, String password) throws Exception {
        String waiting = accounts(suite).stream()
                .map(view -> view.path("account"))
                .filter(account -> account.path("state").asString("").equals("WAITING_FOR_PASSWORD"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        return suite.inside(
                "curl",
                "-s",
                "-w",
                " %{http_code}",
                "-b",
                cookies(),
                "-H",
                "X-Muzon-Page: 1",
                "-H",
                "Content-Type: application/json",
                "-d",
                JSON.writeValueAsString(Map.of("value", password)),
                PAGE + "/" + waiting + "/password");
    }

    private String states(RunningSuite suite) throws Exception {
        return accounts(suite).stream()
                .map(view -> view.path("account").path("state").asString("?"))
                .sorted()
                .toList()
                .toString();
    }

    private List<JsonNode> accounts(RunningSuite suite) throws Exception {
        return JSON.readTree(suite.inside("curl", "-s", "-b", cookies(), PAGE))
                .valueStream()
                .toList();
    }
}
