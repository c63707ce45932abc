package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramPropertiesTest {
    @Test
    void aTokenAndAServerAreCompleteSettings() {
        assertThat(new TelegramProperties(null, new Secret(FakeBotApi.TOKEN)).problems())
                .isEmpty();
        assertThat(new TelegramProperties(URI.create("http://127.0.0.1:8090/"), new Secret(FakeBotApi.TOKEN))
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"changeme", "12:short", "token:AAFakeTokenFakeTokenFakeTokenFakeTok"})
    void aMalformedTokenIsReportedWithoutPrintingIt(String token) {
        assertThat(new TelegramProperties(null, new Secret(token)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).isEqualTo("muzon.telegram.token"))
                .satisfies(problem -> assertThat(problem.toString()).doesNotContain(token));
    }

    @Test
    void anApiUrlWithAPathIsReported() {
        assertThat(new TelegramProperties(URI.create("http://127.0.0.1:8090/bot"), new Secret(FakeBotApi.TOKEN))
                        .problems())
                .extracting(ConfigurationProblem::key)
                .containsExactly("muzon.telegram.api-url");
    }
}
