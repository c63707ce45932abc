package dev.muzon.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sample.SampleServiceTest;
import dev.muzon.sample.ServiceProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesWithoutEffectTest {
    @Test
    void variablesWithoutEffectAreNamedOnceWithTheNameToSetAndWithoutTheirValues() {
        var environment = Map.of(
                "MUZON_INTERNAL_TOKEN",
                SampleServiceTest.TOKEN,
                "SPOTIFY_CLIENT_ID",
                "4711",
                "SPOTIFY_CLIENT_SECRET",
                "do-not-print",
                "AUTO_LEAVING_ASSISTANT",
                "yes",
                "COOKIES_URL",
                "");

        try (var service = ServiceProcess.start(environment, "--server.port=0")) {
            service.awaitLine("ignored");
            service.terminate();
            service.awaitExit();
            assertThat(service.output())
                    .containsOnlyOnce(
                            "ignored: AUTO_LEAVING_ASSISTANT, SPOTIFY_CLIENT_ID (set MUZON_METADATA_SPOTIFY_ID),"
                                    + " SPOTIFY_CLIENT_SECRET (set MUZON_METADATA_SPOTIFY_SECRET)\n")
                    .doesNotContain("4711", "do-not-print", "COOKIES_URL");
        }
    }
}
