package dev.muzon.runtime.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sample.SampleServiceTest;
import dev.muzon.sample.ServiceProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of a real process that cannot have what it needs. Its store is away too, which by itself ends nothing. */
class ResignationTest {
    @Test
    void aResigningProcessSaysWhyDrainsAndExitsWithItsCode() {
        var environment =
                Map.of("MUZON_INTERNAL_TOKEN", SampleServiceTest.TOKEN, "MONGO_DB_URI", "mongodb://127.0.0.1:1/muzon");

        try (var service = ServiceProcess.start(environment, "--server.port=0", "--sample.hopeless=true")) {
            assertThat(service.awaitExit()).as(service.output()).isEqualTo(Resignation.EXIT_CODE);
            assertThat(service.output())
                    .containsOnlyOnce("Process gives up on the sample's wish after 5 attempts: "
                            + "telegram.token-rejected: 401 Unauthorized. Remedy: wish for less")
                    .contains("Drained");
        }
    }
}
