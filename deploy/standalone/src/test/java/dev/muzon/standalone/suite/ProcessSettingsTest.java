package dev.muzon.standalone.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.setting.KnownNames;
import dev.muzon.standalone.RecordingSupervisorListener;
import dev.muzon.standalone.process.ProcessSpec;
import dev.muzon.standalone.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessSettingsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path ROOT = Path.of("../..");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");

    /** Secrets of one process each. */
    private static final Map<String, ProcessSettings> SECRETS = Map.of(
            "BOT_TOKEN", ProcessSettings.BOT_GATEWAY,
            "MUZON_TELEGRAM_TOKEN", ProcessSettings.BOT_GATEWAY,
            "API_ID", ProcessSettings.ASSISTANT_SERVICE,
            "API_HASH", ProcessSettings.ASSISTANT_SERVICE,
            "MUZON_TDLIB_KEY", ProcessSettings.ASSISTANT_SERVICE,
            "MUZON_TDLIB_PROXY", ProcessSettings.ASSISTANT_SERVICE,
            "MUZON_ASSISTANT_APIHASH", ProcessSettings.ASSISTANT_SERVICE);

    /** Variables that no process may see, from the operator's shell or from .env. */
    private static final Set<String> FOREIGN =
            Set.of("AWS_SECRET_ACCESS_KEY", "SPOTIFY_CLIENT_SECRET", "SPRING_APPLICATION_JSON", "SSH_AUTH_SOCK");

    @TempDir
    private Path state;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUPERVISOR")
    void aRunningProcessHoldsOnlyItsOwnSecrets(ProcessSettings process) throws Exception {
        Map<String, String> everything = new HashMap<>();
        SECRETS.keySet().forEach(name -> everything.put(name, "secret of " + name));
        FOREIGN.forEach(name -> everything.put(name, "foreign"));
        everything.put("PATH", System.getenv("PATH"));
        Suite suite = new Suite(Installation.at(ROOT), new SuiteOptions(state, "127.0.0.1", everything, everything));

        Map<String, String> environment = environmentOf(suite.environment(process, suite.defaults()));

        assertThat(environment).containsKey("PATH").doesNotContainKeys(FOREIGN.toArray(String[]::new));
        SECRETS.forEach((name, owner) -> assertThat(environment.containsKey(name))
                .as("%s in %s", name, process)
                .isEqualTo(owner == process));
        assertThat(environment.containsKey("MUZON_INTERNAL_TOKEN"))
                .isEqualTo(process != ProcessSettings.MONGO && process != ProcessSettings.SANDBOX);
    }

    @ParameterizedTest
    @CsvSource({
        "bot-gateway, BOT_GATEWAY",
        "assistant-service, ASSISTANT_SERVICE",
        "voice-call-service, VOICE_CALL_SERVICE",
        "extractor-service, EXTRACTOR_SERVICE"
    })
    void aServiceGetsEverySettingThatItsSourcesName(String service, ProcessSettings settings) throws IOException {
        assertThat(ProcessSettings.ofService(service)).isEqualTo(settings);
        for (String module : List.of(service, "common/service-runtime")) {
            for (Path file : yaml(ROOT.resolve(module).resolve("src/main/resources"))) {
                assertThat(PLACEHOLDER.matcher(Files.readString(file)).results().map(found -> found.group(1)))
                        .allMatch(settings::takes);
            }
        }
    }

    @Test
    void everyDefaultOfTheSuiteReachesAProcess() throws IOException {
        Suite suite = new Suite(Installation.at(ROOT), new SuiteOptions(state, "127.0.0.1", Map.of(), Map.of()));

        List<String> settings = suite.defaults().keySet().stream()
                .map(name -> name.replaceFirst("_FILE$", ""))
                .toList();

        assertThat(ProcessSettings.unknown(settings)).isEmpty();
    }

    @Test
    void namesThatNoProcessTakesAreKnownAsSuch() {
        assertThat(ProcessSettings.unknown(List.of("BOT_TOKEN", "MUZON_TDLIB_KEY", "MUZON_TDLBI_KEY", "COOKIES_URL")))
                .containsExactly("COOKIES_URL", "MUZON_TDLBI_KEY");
    }

    @ParameterizedTest
    @CsvSource({
        "BOTTOKEN, BOT_TOKEN",
        "api_id, API_ID",
        "QUEUE_LIMITS, QUEUE_LIMIT",
        "MUZON_LIBRARYDIR, MUZON_LIBRARY_DIR",
        "MUZON_TDLB_KEY, MUZON_TDLIB_KEY",
        "MUZON_VOIC_CALL_GIVEUPAFTER, MUZON_VOICE_CALL_GIVEUPAFTER",
        "MUZON_ACCOUNTS_0_NAME, MUZON_ACCOUNTS",
        "MUZON_VOICE_ALONE_WACH, MUZON_VOICE_ALONE_WATCH",
        "MUZON_VOICE_WATCH_ALONE, MUZON_VOICE_ALONE_WATCH",
        "MUZON_VOICE_LEAVE_AFTER, MUZON_VOICE_ALONE_LEAVE_AFTER",
        "MUZON_SOURCE_ORDER, MUZON_SOURCES_ORDER",
        "MUZON_LIBRARY, MUZON_LIBRARY_DIR",
        "MUZON_VOICE_HEPA, MUZON_VOICE_HEAP",
        "MUZON_NTGCALLS_ADON, MUZON_NTGCALLS_ADDON",
        "MUZON_OUTBOX_CHAT_COUNTS, MUZON_OUTBOX_CHAT_COUNT",
    })
    void aMisspelledNameResemblesTheRightOne(String misspelled, String right) {
        assertThat(ProcessSettings.resembling(misspelled)).hasValue(right);
    }

    @Test
    void aMisspelledNameWithinAFamilyOfNamesIsUnknown() {
        assertThat(ProcessSettings.unknown(List.of(
                        "MUZON_VOICE_ALONE_WACH",
                        "MUZON_SOURCE_ORDER",
                        "MUZON_VOICE_ALONE_WATCH",
                        "MUZON_VOICE_HEAP",
                        "MUZON_VOICE_CALL_GIVEUPAFTER",
                        "MUZON_VOICE_CALL_GIVE_UP_AFTER",
                        "MUZON_ACCESS_OWNERS_0",
                        "MUZON_MONGO_DATA",
                        "SPRING_MONGODB_URI")))
                .containsExactly("MUZON_SOURCE_ORDER", "MUZON_VOICE_ALONE_WACH");
    }

    @Test
    void ofAnEnvironmentOnlyNamesThatBeginLikeMuzonsAreTold() {
        assertThat(ProcessSettings.unknownOfMuzon(
                        List.of("EDITOR", "MUZON_COLOUR", "MUZON_MONGO_PORT", "MUZON_TEST_MONGO_URI")))
                .containsExactly("MUZON_COLOUR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPOTIFY_CLIENT_ID",
                "MUZON_COLOUR",
                "COOKIES_URL",
                "PATHS",
                "HOMES",
                "STRING_SESSION",
                "PING_IMG"
            })
    void aForeignNameResemblesNone(String foreign) {
        assertThat(ProcessSettings.resembling(foreign)).isEmpty();
    }

    @Test
    void theEnvironmentOfAnyProgramSetsNothing() {
        assertThat(ProcessSettings.anyIn(List.of("PATH", "HOME", "LC_ALL", "EDITOR")))
                .isFalse();
        assertThat(ProcessSettings.anyIn(List.of("PATH", "QUEUE_LIMIT"))).isTrue();
        assertThat(ProcessSettings.anyIn(List.of("MUZON_OUTBOX_CHAT_COUNT"))).isTrue();
    }

    /** Returns the environment of a real child, as the kernel shows it. */
    private Map<String, String> environmentOf(Map<String, String> given) throws Exception {
        Supervisor supervisor = new Supervisor(Clock.systemUTC(), new RecordingSupervisorListener());
        try {
            supervisor.startStage(List.of(new ProcessSpec(
                    "sleeper",
                    List.of("sleep", "600"),
                    given,
                    state.resolve("sleeper.log"),
                    state.resolve("tmp"),
                    _ -> null,
                    PATIENCE,
                    PATIENCE)));
            Path proc = Path.of(
                    "/proc", Long.toString(supervisor.processes().getFirst().pid()));
            await().atMost(PATIENCE)
                    .until(() -> Files.readString(proc.resolve("comm")).strip().equals("sleep"));
            Map<String, String> environment = new TreeMap<>();
            Arrays.stream(Files.readString(proc.resolve("environ")).split("\0", -1))
                    .map(variable -> variable.split("=", 2))
                    .filter(variable -> variable.length == 2)
                    .forEach(variable -> environment.put(variable[0], variable[1]));
            return environment;
        } finally {
            supervisor.destroy();
        }
    }

    private static List<Path> yaml(Path resources) throws IOException {
        try (var files = Files.list(resources)) {
            return files.filter(file -> file.toString().endsWith(".yml")).toList();
        }
    }

    @Test
    void everyNameOfMuzonThatAProcessTakesIsKnownToTheServicesToo() {
        assertThat(ProcessSettings.exactNames())
                .contains("MUZON_BACKUP_KEY")
                .allSatisfy(name ->
                        assertThat(KnownNames.all().includes(name)).as(name).isTrue());
    }
}
