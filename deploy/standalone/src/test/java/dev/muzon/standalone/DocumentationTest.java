package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.standalone.suite.DotEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that the operators' pages are complete: every setting and every meter that the sources name. */
class DocumentationTest {
    private static final Path ROOT = Path.of("../..");
    private static final List<String> MODULES = List.of(
            "common/service-runtime",
            "bot-gateway",
            "assistant-service",
            "voice-call-service",
            "extractor-service",
            "deploy/sandbox");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");
    private static final Pattern METER = Pattern.compile("(?:builder|counter)\\(\\s*\"(muzon\\.[a-z.]+)\"");

    @Test
    void everySettingIsExplainedInTheConfigurationPage() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/configuration.md"));

        assertThat(named(PLACEHOLDER, "resources", ".yml"))
                .contains("BOT_TOKEN")
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void everyKeyOfAServiceStandsInATableWithItsDefault() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/configuration.md"));
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            sources.addAll(files(module, "java", ".java"));
        }

        var defaults = SettingsRecords.defaultsIn(sources);
        assertThat(defaults).containsEntry("muzon.voice.queue-limit", "200").containsKey("muzon.outbox.chat.per");
        defaults.forEach((key, value) -> {
            // The sandbox's page says what matters. A default with a placeholder is explained in words.
            if (key.startsWith("muzon.")) {
                assertThat(rows)
                        .anyMatch(
                                row -> names(row, key) && (value.contains("$") || row.contains(value)),
                                "a row for `" + key + "` with the default " + value);
            }
        });
    }

    /** Tells whether a row names the key, in full or as {@code .per} behind another key of the same group. */
    private static boolean names(String row, String key) {
        int dot = key.lastIndexOf('.');
        return row.startsWith("|")
                && (row.contains("`" + key + "`")
                        || (row.contains("`" + key.substring(0, dot) + ".")
                                && row.contains("`" + key.substring(dot) + "`")));
    }

    @Test
    void everyMeterIsExplainedInTheOperationsPage() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/operations.md"));

        assertThat(named(METER, "java", ".java"))
                .contains("muzon.jobs")
                .allSatisfy(name -> assertThat(page).contains("`" + name.replace('.', '_')));
    }

    @Test
    void everySettingOfTheEnvironmentExampleIsReadAndExplained() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/configuration.md"));
        Path example = ROOT.resolve(".env.example");
        List<String> optional = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?m)^#([A-Z][A-Z0-9_]*)=").matcher(Files.readString(example));
        while (matcher.find()) {
            optional.add(matcher.group(1));
        }

        assertThat(DotEnv.read(example)).containsOnlyKeys("BOT_TOKEN", "API_ID", "API_HASH");
        assertThat(optional).isNotEmpty().allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    private static Set<String> named(Pattern pattern, String kind, String ending) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : MODULES) {
            for (Path file : files(module, kind, ending)) {
                pattern.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
            }
        }
        return names;
    }

    private static List<Path> files(String module, String kind, String ending) throws IOException {
        try (Stream<Path> files =
                Files.walk(ROOT.resolve(module).resolve("src/main").resolve(kind))) {
            return files.filter(path -> path.toString().endsWith(ending)).toList();
        }
    }
}
