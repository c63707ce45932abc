package dev.muzon.assistant.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePropertiesTest {
    private static final String ISSUER = "https://login.example.org/realms/home";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ISSUER,
                "https://login.example.org/",
                "http://127.0.0.1:9000/realms/home",
                "http://localhost:9000",
                "http://[::1]:9000"
            })
    void aProviderWithTlsOrOnThisHostIsTaken(String issuer) {
        assertThat(problems("muzon.example.org", issuer, "muzon", "secret", "248289,anna@example.org"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.org",
                "http://192.0.2.1",
                "http://127.0.0.1.example.org",
                "login.example.org",
                "https://login.example.org?realm=home",
                "https://login.example.org/#home",
                "https://name:word@login.example.org",
                "https:///home",
                "ftp://login.example.org",
                "https://login example"
            })
    void anIssuerThatOthersCouldReadOrThatIsNoAddressIsRefused(String issuer) {
        assertThat(problems("", issuer, "muzon", "secret", "248289"))
                .extracting(ConfigurationProblem::key)
                .containsExactly("muzon.console.oidc-issuer");
    }

    @ParameterizedTest
    @CsvSource({
        "'', muzon, secret, 248289, muzon.console.oidc-issuer",
        "https://login.example.org, '', secret, 248289, muzon.console.oidc-client-id",
        "https://login.example.org, muzon, '', 248289, muzon.console.oidc-client-secret",
        "https://login.example.org, muzon, secret, '', muzon.console.oidc-allowed",
        "https://login.example.org, '', '', '', muzon.console.oidc-allowed",
        "https://login.example.org, muzon, secret, '*', muzon.console.oidc-allowed",
        "https://login.example.org, muzon, secret, '*@example.org', muzon.console.oidc-allowed",
        "https://login.example.org, muzon, secret, '@example.org', muzon.console.oidc-allowed",
        "https://login.example.org, muzon, secret, 'Anna Example', muzon.console.oidc-allowed"
    })
    void halfAProviderIsRefusedInOneLine(String issuer, String client, String secret, String allowed, String key) {
        assertThat(problems("", issuer, client, secret, allowed))
                .singleElement()
                .extracting(ConfigurationProblem::key)
                .isEqualTo(key);
    }

    @Test
    void whatIsMissingIsNamedByItsVariable() {
        assertThat(problems("", ISSUER, "", "", "248289"))
                .singleElement()
                .extracting(ConfigurationProblem::problem)
                .isEqualTo("must be set where MUZON_CONSOLE_OIDC_ALLOWED is, as must MUZON_CONSOLE_OIDC_CLIENT_SECRET");
    }

    @Test
    void aPublishedPageNeedsALogin() {
        assertThat(problems("muzon.example.org", "", "", "", ""))
                .extracting(ConfigurationProblem::problem)
                .singleElement()
                .asString()
                .contains("MUZON_CONSOLE_OIDC_ISSUER");
    }

    private static List<ConfigurationProblem> problems(
            String host, String issuer, String client, String secret, String allowed) {
        List<String> people = allowed.isEmpty() ? List.of() : Arrays.asList(allowed.split(","));
        return new ConsoleProperties(
                        8088,
                        "127.0.0.1",
                        new Secret(""),
                        host,
                        Duration.ofHours(12),
                        issuer,
                        client,
                        new Secret(secret),
                        people)
                .problems()
                .toList();
    }
}
