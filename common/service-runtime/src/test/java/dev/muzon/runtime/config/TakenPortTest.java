package dev.muzon.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sample.SampleServiceTest;
import dev.muzon.sample.ServiceProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TakenPortTest {
    // Each restart left a block of twelve lines.
    @Test
    void aTakenPortFilledTheLogAtEachRestart() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var service = ServiceProcess.start(
                        Map.of(
                                "MUZON_INTERNAL_TOKEN",
                                SampleServiceTest.TOKEN,
                                "MONGO_DB_URI",
                                "mongodb://127.0.0.1:9/muzon",
                                "SERVER_ADDRESS",
                                "127.0.0.1"),
                        "--server.port=" + taken.getLocalPort())) {
            assertThat(service.awaitExit()).isEqualTo(1);
            assertThat(service.output())
                    .contains("Service did not start: another process has its port " + taken.getLocalPort())
                    .doesNotContain("APPLICATION FAILED TO START", "\tat ");
        }
    }
}
