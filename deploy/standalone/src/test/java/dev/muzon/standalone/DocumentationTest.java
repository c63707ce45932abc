package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.standalone.suite.DotEnv;
import dev.muzon.standalone.suite.ProcessSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** Tests that the operators' pages are complete: every setting and every meter that the sources name. */
class DocumentationTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path NAMES =
            ROOT.resolve("common/protocol/src/main/resources/dev/muzon/protocol/setting/settings.txt");
    private static final Path CONFIGURATION = ROOT.resolve("docs/configuration.md");
    private static final String REWRITE = "mvn -q test -pl deploy/standalone -am -Dtest=DocumentationTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuzon.docs.write=true";

    private static final Path COMPOSE = ROOT.resolve("deploy/compose");

    /** Settings of files, folders and ports of this machine. A container has its own. */
    private static final Set<String> PLACES = Set.of(
            "MUZON_CACHE_DIR",
            "MUZON_CONSOLE_ADDRESS",
            "MUZON_CONSOLE_PORT",
            "MUZON_FFMPEG_DIR",
            "MUZON_MANAGEMENT_PORT",
            "MUZON_NOTES_MODELS",
            "MUZON_NOTES_SPEECH",
            "MUZON_NTGCALLS_ADDON",
            "MUZON_TDJSON_LIBRARY",
            "MUZON_VOICE_RECORDINGS",
            "MUZON_YTDLP_DIR",
            "PORT",
            "XDG_CACHE_HOME");

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
        String page = Files.readString(CONFIGURATION);

        assertThat(named(PLACEHOLDER, "resources", ".yml"))
                .contains("BOT_TOKEN")
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void theTablesOfTheConfigurationPageSayWhatTheRecordsSay() throws IOException {
        String page = Files.readString(CONFIGURATION);
        String written = new SettingsTables(records(), yaml()).writtenInto(page);
        if (Boolean.getBoolean("muzon.docs.write")) {
            Files.writeString(CONFIGURATION, written);
            return;
        }

        assertThat(page).as("Written by: " + REWRITE).isEqualTo(written);
    }

    @Test
    void theListOfNamesHoldsThoseThatTheSourcesName() throws IOException {
        Set<String> names = named(PLACEHOLDER, "resources", ".yml");
        records().values().stream()
                .flatMap(List::stream)
                .flatMap(setting -> setting.keys().stream())
                .forEach(names::add);
        names.removeIf(name -> !name.startsWith("MUZON_") && !name.startsWith("muzon."));
        String written = String.join("\n", names) + "\n";
        if (Boolean.getBoolean("muzon.docs.write")) {
            Files.writeString(NAMES, written);
            return;
        }

        assertThat(NAMES).as("Written by: " + REWRITE).hasContent(written);
    }

    @Test
    void everyRecordHasATableAndEachOfItsSettingsAReason() throws IOException {
        List<String> prefixes =
                SettingsTables.prefixesIn(Files.readString(CONFIGURATION)).toList();

        assertThat(prefixes).containsExactlyInAnyOrderElementsOf(records().keySet());
        assertThat(records().values().stream().flatMap(List::stream))
                .allSatisfy(setting ->
                        assertThat(setting.why()).as(setting.keys().getFirst()).isNotBlank());
    }

    @Test
    void everyDefaultStandsEitherInTheRecordOrInTheYamlFile() throws IOException {
        var tables = new SettingsTables(records(), yaml());

        assertThat(records().values().stream().flatMap(List::stream))
                .filteredOn(setting -> !setting.standard().isEmpty())
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(setting.keys())
                        .allSatisfy(key ->
                                assertThat(tables.standardInYaml(key)).as(key).isEmpty()));
    }

    @Test
    void everyMeterIsExplainedInTheOperationsPage() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/operations.md"));

        assertThat(named(METER, "java", ".java"))
                .contains("muzon.jobs")
                .allSatisfy(name -> assertThat(page).contains("`" + name.replace('.', '_')));
    }

    // A private bot was public: its settings stood in .env, and no container saw them.
    @ParameterizedTest
    @ValueSource(strings = {"bot-gateway", "assistant-service", "voice-call-service", "extractor-service"})
    void composeHandsEachServiceTheSettingsThatItReads(String service) throws IOException {
        Set<String> names = settings(List.of("common/service-runtime", service));
        names.removeAll(PLACES);
        names.removeIf(fixedByCompose(service)::contains);
        Path file = COMPOSE.resolve("settings").resolve(service + ".env");
        String written =
                "# What " + service + " takes of .env. DocumentationTest writes it, so your settings stand elsewhere.\n"
                        + String.join("\n", names) + "\n";
        if (Boolean.getBoolean("muzon.docs.write")) {
            Files.writeString(file, written);
            return;
        }

        assertThat(file).as("Written by: " + REWRITE).hasContent(written);
        assertThat(names)
                .allMatch(name -> ProcessSettings.unknown(List.of(name)).isEmpty());
    }

    @Test
    void thePageNamesWhatComposeDoesNotTakeOfDotEnv() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/operations.md"));
        String left = page.substring(page.indexOf("**Not taken from `.env`:**"));

        assertThat(PLACES).allSatisfy(name -> assertThat(left).contains("`" + name + "`"));
        assertThat(Files.readString(COMPOSE.resolve("compose.yaml"))
                        .lines()
                        .map(line -> line.strip().split("_FILE: /run/secrets/", -1))
                        .filter(secret -> secret.length == 2)
                        .map(secret -> secret[0]))
                .contains("BOT_TOKEN", "MUZON_INTERNAL_TOKEN")
                .allSatisfy(name -> assertThat(left).contains("`" + name + "`"));
    }

    // Seven commands with --env were missing.
    @Test
    void everyOptionOfTheTableNamesTheCommandsThatHaveIt() throws IOException {
        Map<String, CommandLine> commands = Muzon.commandLine(ROOT).getSubcommands();
        Matcher rows =
                Pattern.compile("(?m)^\\| `(--[a-z-]+)[^|]*\\| ([^|]+) \\|").matcher(Files.readString(CONFIGURATION));
        List<String> found = new ArrayList<>();
        while (rows.find()) {
            String option = rows.group(1);
            found.add(option);
            assertThat(rows.group(2).replace("`", "").split(", "))
                    .as(option)
                    .containsExactlyInAnyOrderElementsOf(commands.entrySet().stream()
                            .filter(command ->
                                    command.getValue().getCommandSpec().findOption(option) != null)
                            .map(Map.Entry::getKey)
                            .toList());
        }
        assertThat(found).contains("--env", "--state");
    }

    @Test
    void theLoginPageNamesTheStatefulSetThatTheChartMakes() throws IOException {
        String page = Files.readString(ROOT.resolve("assistant-service/src/main/resources/static/index.html"));
        String named = page.replaceFirst("(?s).*kubectl logs (\\S+) .*", "$1");

        assertThat(named).startsWith("statefulset/");
        assertThat(ROOT.resolve("docs/kubernetes.md")).content().contains(" logs " + named + " ");
    }

    @Test
    void everySettingOfTheEnvironmentExampleIsReadAndExplained() throws IOException {
        String page = Files.readString(CONFIGURATION);
        Path example = ROOT.resolve(".env.example");
        List<String> optional = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?m)^#([A-Z][A-Z0-9_]*)=").matcher(Files.readString(example));
        while (matcher.find()) {
            optional.add(matcher.group(1));
        }

        assertThat(DotEnv.read(example).settings()).containsOnlyKeys("BOT_TOKEN", "API_ID", "API_HASH");
        assertThat(optional).isNotEmpty().allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    /** Returns the settings that the compose file makes of a service, by a value or by a file. */
    private static Set<String> fixedByCompose(String service) throws IOException {
        Map<String, Map<String, Map<String, Map<String, String>>>> compose =
                new Yaml().load(Files.readString(COMPOSE.resolve("compose.yaml")));
        return compose.get("services").get(service).get("environment").keySet().stream()
                .map(name -> name.replaceFirst("_FILE$", ""))
                .collect(Collectors.toSet());
    }

    /** Returns the settings that modules read, by the names of the YAML files. Other keys have the name that Spring binds. */
    private static Set<String> settings(List<String> modules) throws IOException {
        Map<String, String> yaml = yaml(modules);
        Set<String> names = new TreeSet<>();
        yaml.values()
                .forEach(value -> PLACEHOLDER.matcher(value).results().forEach(found -> names.add(found.group(1))));
        SettingsRecords.in(files(modules, "java", ".java")).values().stream()
                .flatMap(List::stream)
                .flatMap(setting -> setting.keys().stream())
                .filter(key -> !PLACEHOLDER.matcher(yaml.getOrDefault(key, "")).find())
                .map(SettingsTables::boundName)
                .forEach(names::add);
        return names;
    }

    private static Map<String, List<SettingsRecords.Setting>> records() throws IOException {
        return SettingsRecords.in(files(MODULES, "java", ".java"));
    }

    private static Map<String, String> yaml() throws IOException {
        return yaml(MODULES);
    }

    /** Returns the raw values of all keys, with their placeholders. */
    private static Map<String, String> yaml(List<String> modules) throws IOException {
        var values = new TreeMap<String, String>();
        for (Path file : files(modules, "resources", ".yml")) {
            flatten("", new Yaml().load(Files.readString(file)), values);
        }
        return values;
    }

    private static void flatten(String key, Object value, Map<String, String> values) {
        if (value instanceof Map<?, ?> group) {
            group.forEach((name, part) -> flatten(key.isEmpty() ? "" + name : key + "." + name, part, values));
        } else {
            values.put(key, String.valueOf(value));
        }
    }

    private static Set<String> named(Pattern pattern, String kind, String ending) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : files(MODULES, kind, ending)) {
            pattern.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
        }
        return names;
    }

    private static List<Path> files(List<String> modules, String kind, String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : modules) {
            try (Stream<Path> files =
                    Files.walk(ROOT.resolve(module).resolve("src/main").resolve(kind))) {
                files.filter(path -> path.toString().endsWith(ending)).forEach(found::add);
            }
        }
        return found;
    }
}
