package dev.muzon.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sample.ServiceProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of the message to an operator who starts a service with nothing set and something wrong. */
class MisconfiguredStartTest {
    @Test
    void theProcessEndsWithItsOwnCodeAndOneMessageThatNamesEverything() {
        var environment = Map.of(
                "MONGO_DB_URI",
                "mongodb://host",
                "MUZON_EXTRACTOR_SERVICE_URL",
                "extractor",
                "MUZON_DRAIN_DEADLINE",
                "x",
                "MUZON_MANAGEMENT_PORT",
                "metrics");

        try (var service = ServiceProcess.start(environment)) {
            assertThat(service.awaitExit()).isEqualTo(78);
            assertThat(service.output())
                    .contains("APPLICATION FAILED TO START", "The configuration has 5 problems")
                    .contains("muzon.internal-token", "set MUZON_INTERNAL_TOKEN")
                    .contains("muzon.services.extractor-service", "set MUZON_EXTRACTOR_SERVICE_URL")
                    .contains("muzon.drain.deadline", "set MUZON_DRAIN_DEADLINE, e.g. MUZON_DRAIN_DEADLINE=20s")
                    .contains("muzon.management.port", "set MUZON_MANAGEMENT_PORT, e.g. MUZON_MANAGEMENT_PORT=9080")
                    .contains("spring.mongodb.uri", "set MONGO_DB_URI or MONGO_URL or MONGO_URI")
                    .doesNotContain("\tat ");
        }
    }
}
