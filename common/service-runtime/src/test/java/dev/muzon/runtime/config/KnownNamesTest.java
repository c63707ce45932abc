package dev.muzon.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.setting.ForeignNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * Tests of the environment names that operators know from other music bots. They work as known or are documented as
 * without effect.
 */
class KnownNamesTest {
    private static final Path ROOT = Path.of("../..");

    @ParameterizedTest
    @CsvSource({
        "assistant-service, API_ID, muzon.assistant.api-id",
        "assistant-service, API_HASH, muzon.assistant.api-hash",
        "bot-gateway, BOT_TOKEN, muzon.telegram.token",
        "bot-gateway, LOGGER_ID, muzon.operator.log-group",
        "bot-gateway, LOG_GROUP_ID, muzon.operator.log-group",
        "bot-gateway, OWNER_ID, muzon.access.owners",
        "bot-gateway, PRIVATE_BOT_MODE, muzon.access.private-mode",
        "bot-gateway, MONGO_DB_URI, spring.mongodb.uri",
        "assistant-service, MONGO_URL, spring.mongodb.uri",
        "extractor-service, MONGO_URI, spring.mongodb.uri",
        "voice-call-service, MUZON_MANAGEMENT_PORT, management.server.port",
        "extractor-service, DURATION_LIMIT, muzon.extractor.max-duration",
        "voice-call-service, QUEUE_LIMIT, muzon.voice.queue-limit"
    })
    void knownNamesSetWhatTheySetInOtherBots(String service, String name, String key) throws IOException {
        assertThat(settings(service, Map.of(name, "4711")).getProperty(key)).isEqualTo("4711");
    }

    @Test
    void theFirstOfSeveralNamesForASettingWins() throws IOException {
        var mongo = settings("bot-gateway", Map.of("MONGO_URI", "c", "MONGO_URL", "b", "MONGO_DB_URI", "a"));
        assertThat(mongo.getProperty("spring.mongodb.uri")).isEqualTo("a");
        var group = settings("bot-gateway", Map.of("LOG_GROUP_ID", "2", "LOGGER_ID", "1"));
        assertThat(group.getProperty("muzon.operator.log-group")).isEqualTo("1");
    }

    @Test
    void namesWithoutEffectStandInTheDocumentation() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/migration.md"));

        assertThat(Files.readString(ROOT.resolve("docs/configuration.md")))
                .containsPattern("These are ignored[^#]+\\(migration\\.md#settings\\)");
        assertThat(ForeignNames.ALL)
                .allSatisfy((name, instead) -> assertThat(page)
                        .contains(instead.isEmpty() ? "" : "`" + instead + "`")
                        .containsPattern("\\b" + name.replaceFirst("[2-5]$", "")));
    }

    /** Returns the settings as the service would read them. */
    private static StandardEnvironment settings(String service, Map<String, Object> variables) throws IOException {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.forEach(source -> sources.remove(source.getName()));
        sources.addLast(new MapPropertySource("variables", variables));
        for (Path file : new Path[] {
            ROOT.resolve(service).resolve("src/main/resources/application.yml"),
            Path.of("src/main/resources/muzon-runtime.yml")
        }) {
            new YamlPropertySourceLoader()
                    .load(file.toString(), new FileSystemResource(file))
                    .forEach(sources::addLast);
        }
        return environment;
    }
}
