package dev.muzon.standalone.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteTest {
    @TempDir
    private Path state;

    // A second problem told of MONGO_DB_URI, which nobody had set.
    @ParameterizedTest
    @ValueSource(strings = {"99999", "0", "abc"})
    void aPortThatIsNoneNeverReachedTheAddressOfTheDatabase(String port) {
        assertThat(Suite.mongoPort(Map.of("MUZON_MONGO_PORT", port))).isEqualTo(27117);
        assertThat(Suite.wrongPorts(Map.of("MUZON_MONGO_PORT", port))).containsOnlyKeys("MUZON_MONGO_PORT");
    }

    @Test
    void aSuiteStartsAnEmbeddedMongoAndStaysOnLoopback() throws IOException {
        Suite suite = suite(Map.of());

        assertThat(suite.embedsMongo()).isTrue();
        assertThat(suite.defaults())
                .containsEntry("MONGO_DB_URI", "mongodb://127.0.0.1:27117/muzon")
                .containsEntry("SERVER_ADDRESS", "127.0.0.1");
    }

    @Test
    void filesOfASuiteLieInItsStateFolder() throws IOException {
        Suite suite = suite(Map.of());

        assertThat(suite.mongo().command()).contains("-Djava.io.tmpdir=" + state.resolve("tmp/mongo"));
        assertThat(suite.defaults())
                .containsEntry("MUZON_CACHE_DIR", state.resolve("cache").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"64m", "400M", "2g", "131072k", "209715200", ""})
    void aHeapThatJavaReadsIsRight(String heap) {
        assertThat(VoiceHeap.problem(Map.of(VoiceHeap.SETTING, heap))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', 60", "20s, 60", "90s, 130", "10m, 640", "PT2M, 160", "45000ms, 85", "45000, 85", "soon, 60"})
    void aServiceIsKilledFortySecondsAfterTheEndOfItsDrain(String deadline, long seconds) {
        assertThat(DrainLimit.of(Map.of("MUZON_DRAIN_DEADLINE", deadline))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aServiceWithoutADeadlineDrainsForItsDefault() {
        assertThat(DrainLimit.of(Map.of())).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void theEmbeddedMongoEndsWhenItsHeapIsExhausted() {
        assertThat(suite(Map.of()).mongo().command()).contains("-XX:+ExitOnOutOfMemoryError");
    }

    @Test
    void aCrashLeavesItsReportAmongTheLogsAndNoImageOfTheMemory() {
        assertThat(suite(Map.of()).mongo().command())
                .contains("-XX:ErrorFile=" + state.resolve("logs/mongo-crash-%p.log"), "-XX:-CreateCoredumpOnCrash");
    }

    @Test
    void aTokenThatACrashLeftEmptyIsMadeAgain() throws IOException {
        Path file = Files.createFile(state.resolve("internal-token"));

        String token = suite(Map.of()).defaults().get("MUZON_INTERNAL_TOKEN");

        assertThat(token).hasSize(64);
        assertThat(suite(Map.of()).defaults()).containsEntry("MUZON_INTERNAL_TOKEN", token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(state).isDirectoryNotContaining("glob:**/internal-token?*");
    }

    @Test
    void theLoginPageHasAPortThatNoServiceHas() throws Exception {
        assertThat(suite(Map.of()).ports())
                .hasSize(6)
                .contains(new Port(8088, "the login page", InetAddress.getLoopbackAddress(), "MUZON_CONSOLE_PORT"));
        assertThat(suite(Map.of("MUZON_CONSOLE_PORT", "9443", "MUZON_CONSOLE_ADDRESS", "0.0.0.0"))
                        .ports())
                .contains(new Port(9443, "the login page", InetAddress.ofLiteral("0.0.0.0"), "MUZON_CONSOLE_PORT"))
                .noneMatch(port -> port.number() == 8088);
        assertThat(Suite.wrongPorts(Map.of())).isEmpty();
    }

    // MongoDB listened on the port of the setting, and all the others looked for it on the usual one.
    @Test
    void everyOneLooksForAMovedMongoWhereItListens() throws Exception {
        Suite suite = suite(Map.of("MUZON_MONGO_PORT", "27118"));

        assertThat(suite.mongo().environment()).containsEntry("MUZON_MONGO_PORT", "27118");
        assertThat(suite.mongo().ready().missing(1)).contains("its port 27118");
        assertThat(suite.defaults()).containsEntry("MONGO_DB_URI", "mongodb://127.0.0.1:27118/muzon");
        assertThat(suite.ports()).extracting(Port::number).contains(27118).doesNotContain(27117);
        assertThat(suite.processes(false)).containsEntry("mongo", 27118);
        assertThat(Suite.wrongPorts(Map.of("MUZON_MONGO_PORT", "27118"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MUZON_CONSOLE_PORT | 8081 | MUZON_CONSOLE_PORT is 8081, which is the port of bot-gateway",
                "MUZON_CONSOLE_PORT | 27117 | MUZON_CONSOLE_PORT is 27117, which is the port of mongo",
                "MUZON_MONGO_PORT | 8088 | MUZON_MONGO_PORT is 8088, which is the port of the login page",
                "MUZON_MONGO_PORT | 0 | MUZON_MONGO_PORT must be a port from 1 to 65535, and is \"0\"",
                "MUZON_MONGO_PORT | x | MUZON_MONGO_PORT must be a port from 1 to 65535, and is \"x\""
            })
    void aPortThatAnotherPartHasIsWrong(String setting, String value, String words) {
        assertThat(Suite.wrongPorts(Map.of(setting, value))).containsExactly(Map.entry(setting, words));
    }

    @Test
    void portsOfAnEmbeddedMongoThatIsNotNeededAreFree() {
        assertThat(Suite.wrongPorts(Map.of("MONGO_DB_URI", "mongodb://db/muzon", "MUZON_CONSOLE_PORT", "27117")))
                .isEmpty();
        assertThat(Suite.wrongPorts(Map.of("MONGO_DB_URI", "mongodb://db/muzon", "MUZON_MONGO_PORT", "8081")))
                .isEmpty();
    }

    // The port was tried before the services were asked, and Java's exception ended it.
    @Test
    void aPortOfTheLoginPageThatIsNoneWasTried() {
        assertThat(suite(Map.of("MUZON_CONSOLE_PORT", "99999")).ports())
                .hasSize(5)
                .noneMatch(port -> port.user().equals("the login page"));
    }

    @Test
    void aSuiteEncryptsSessionsWithAKeyThatItMakesOnce() throws IOException {
        Path file = state.resolve("tdlib-key");

        assertThat(suite(Map.of("MUZON_TDLIB_KEY", " ")).defaults())
                .containsEntry("MUZON_TDLIB_KEY_FILE", file.toString())
                .doesNotContainKey("MUZON_TDLIB_KEY_FORMER_FILE");
        String key = Files.readString(file);
        suite(Map.of()).defaults();

        assertThat(file).hasContent(key).content().hasSize(64);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MUZON_TDLIB_KEY", "MUZON_TDLIB_KEY_FILE"})
    void aKeyOfTheOperatorTakesThePlaceOfTheOneThatWasMade(String name) throws IOException {
        Map<String, String> own = Map.of(name, "key");

        assertThat(suite(own).defaults()).doesNotContainKeys("MUZON_TDLIB_KEY_FILE", "MUZON_TDLIB_KEY_FORMER_FILE");
        assertThat(state.resolve("tdlib-key")).doesNotExist();
        suite(Map.of()).defaults();

        assertThat(suite(own).defaults())
                .doesNotContainKey("MUZON_TDLIB_KEY_FILE")
                .containsEntry(
                        "MUZON_TDLIB_KEY_FORMER_FILE",
                        state.resolve("tdlib-key").toString());
        assertThat(suite(Map.of(name, "key", "MUZON_TDLIB_KEY_FORMER", "other")).defaults())
                .doesNotContainKey("MUZON_TDLIB_KEY_FORMER_FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MONGO_DB_URI", "MONGO_URL", "MONGO_URI"})
    void aSuiteUsesTheOperatorsMongo(String name) throws IOException {
        Suite suite = suite(Map.of(name, "mongodb://db/muzon"));

        assertThat(suite.embedsMongo()).isFalse();
        assertThat(suite.defaults()).doesNotContainKey("MONGO_DB_URI");
    }

    @Test
    void theProcessesOfASuiteAreKnownBeforeTheyStart() {
        assertThat(suite(Map.of()).processes(true).keySet())
                .containsExactly(
                        "mongo",
                        "sandbox",
                        "bot-gateway",
                        "assistant-service",
                        "voice-call-service",
                        "extractor-service");
        assertThat(suite(Map.of("MONGO_DB_URI", "mongodb://db/muzon")).processes(false))
                .containsOnlyKeys(Suite.SERVICE_NAMES);
    }

    // /diagnose in a demo advised to install yt-dlp, which a demo never asks.
    @Test
    void theSourceOfPagesWasPartOfADemo() {
        var demo = new DemoSettings(Installation.at(Path.of("")), state, "127.0.0.1", null, false);

        assertThat(demo.services().get("MUZON_SOURCES_DISABLED")).isEqualTo("metadata,radio,web");
    }

    @Test
    void aDemoHasItsTelegramReadVoiceNotesUnlessTheEnvironmentSaysOtherwise() {
        assertThat(DemoSettings.beneath(Map.of())).containsEntry("MUZON_NOTES_ENGINES", "telegram");
        assertThat(DemoSettings.beneath(Map.of("MUZON_NOTES_ENGINES", ""))).containsEntry("MUZON_NOTES_ENGINES", "");
    }

    private Suite suite(Map<String, String> settings) {
        return new Suite(Installation.at(Path.of("")), new SuiteOptions(state, "127.0.0.1", Map.of(), settings));
    }
}
