package dev.muzon.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sample.SampleServiceTest;
import dev.muzon.sample.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a service whose secrets stand in files, as containers and orchestrators mount them. */
class SettingFilesTest {
    @TempDir
    private Path folder;

    @Test
    void aServiceTakesItsSecretsFromFilesAndNamesAnOpenOne() throws Exception {
        Path token = file("token", "rw-r--r--", SampleServiceTest.TOKEN + "\n");
        Path mongo = file("mongo", "r--------", "mongodb://127.0.0.1:1/muzon");

        try (var service = ServiceProcess.start(
                Map.of("MUZON_INTERNAL_TOKEN_FILE", token.toString(), "MONGO_DB_URI_FILE", mongo.toString()),
                "--server.port=0")) {
            service.awaitLine("Started");
            service.awaitLine("chmod 400");
            service.terminate();
            service.awaitExit();
            assertThat(service.output())
                    .contains("may be read by every user, close them with \"chmod 400\": " + token + "\n")
                    .doesNotContain(SampleServiceTest.TOKEN);
        }
    }

    @Test
    void filesThatAreMissingEmptyOrSetTwiceAreToldWithTheOtherProblemsAtOnce() throws Exception {
        Path empty = file("empty", "r--------", "\n");
        Path other = file("other", "r--------", "mongodb://127.0.0.1:1/muzon");
        var environment = Map.of(
                "MUZON_INTERNAL_TOKEN_FILE",
                folder.resolve("none").toString(),
                "MUZON_PEER_NETWORKS_FILE",
                empty.toString(),
                "MONGO_DB_URI_FILE",
                other.toString(),
                "MONGO_DB_URI",
                "mongodb://127.0.0.1:2/muzon",
                "MUZON_DRAIN_DEADLINE",
                "x",
                "SSL_CERT_FILE",
                "/nowhere");

        try (var service = ServiceProcess.start(environment)) {
            assertThat(service.awaitExit()).isEqualTo(78);
            assertThat(service.output())
                    .contains("The configuration has 4 problems")
                    .contains("MUZON_INTERNAL_TOKEN_FILE (muzon.internal-token) names no file: there is no "
                            + folder.resolve("none"))
                    .contains("MUZON_PEER_NETWORKS_FILE (muzon.peer-networks) names an empty file: " + empty)
                    .contains("MONGO_DB_URI_FILE (spring.mongodb.uri) and MONGO_DB_URI are both set")
                    .contains("set MUZON_DRAIN_DEADLINE")
                    .doesNotContain("SSL_CERT", "\tat ");
        }
    }

    private Path file(String name, String rights, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
}
