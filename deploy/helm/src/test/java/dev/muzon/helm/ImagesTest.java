package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the images fit the chart. {@code deploy/images/check.sh} runs the images themselves. */
class ImagesTest {
    private static final Pattern LATEST = Pattern.compile("[a-z0-9/.-]:latest\\b");
    private static final String FILE = Chart.read(Chart.ROOT.resolve("deploy/images/Containerfile"));

    @Test
    void everyServiceHasAnImageThatRunsAsTheUserOfTheChart() {
        Node values = Chart.defaults().at("podSecurity");
        String user =
                values.at("runAsUser").number() + ":" + values.at("runAsGroup").number();

        assertThat(stages())
                .containsOnlyKeys(Chart.workloads(Chart.of(Chart.MINIMAL)).keySet());
        assertThat(stages()).allSatisfy((service, stage) -> {
            String all = runtime() + stage;
            assertThat(all.substring(all.lastIndexOf("\nUSER"))).startsWith("\nUSER " + user + "\n");
        });
        assertThat(runtime()).contains("\nENTRYPOINT [\"/usr/bin/tini\", \"--\", \"/opt/muzon/start\"]\n");
    }

    // A heap of the settings had no effect outside of ./muzon up.
    @Test
    void theStartHandsArgumentsAndTheHeapOfTheSettingsOn(@TempDir Path folder) throws Exception {
        Path java = Files.writeString(folder.resolve("java"), "#!/bin/sh\nprintf '<%s>' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));

        assertThat(started(folder, Map.of()))
                .startsWith("<-XX:AOTCache=/opt/muzon/app/muzon.aot>")
                .endsWith("<-jar></opt/muzon/app/muzon.jar><--muzon.indexes-only=true><a b>");
        assertThat(started(folder, Map.of("MUZON_VOICE_HEAP", "400m"))).startsWith("<-Xmx400m><-XX:AOTCache=");
    }

    private static String started(Path java, Map<String, String> settings) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                "sh", Chart.ROOT.resolve("deploy/images/start").toString(), "--muzon.indexes-only=true", "a b");
        builder.environment().remove("MUZON_VOICE_HEAP");
        builder.environment().putAll(settings);
        builder.environment().merge("PATH", java.toString(), (path, first) -> first + ":" + path);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    @Test
    void everyImageStartsJavaWithTheOptionsOfTheChart() {
        Chart.workloads(Chart.of(Chart.MINIMAL))
                .forEach((service, workload) -> assertThat(stages().get(service))
                        .contains("JAVA_TOOL_OPTIONS=\""
                                + workload.environment()
                                        .named("JAVA_TOOL_OPTIONS")
                                        .at("value")
                                        .text()
                                + "\""));
    }

    @Test
    void theImagesHaveTheNativeLibrariesWhereTheServicesLookForThem() {
        String addon = Chart.workloads(Chart.of(Chart.MINIMAL))
                .get("voice-call-service")
                .environment()
                .named("MUZON_NTGCALLS_ADDON")
                .at("value")
                .text();
        String page = Chart.read(Chart.ROOT.resolve("docs/configuration.md"));

        assertThat(stages().get("voice-call-service"))
                .contains("COPY natives/ntgcalls.node " + addon, "MUZON_NTGCALLS_ADDON=" + addon);
        assertThat(page).contains("`muzon.assistant.library` | `/opt/muzon/libtdjson.so`");
        assertThat(stages().get("assistant-service")).contains("COPY natives/libtdjson.so /opt/muzon/libtdjson.so");
        assertThat(page).contains("`muzon.notes.speech` | `/opt/muzon/speech`");
        assertThat(stages().get("assistant-service")).contains("COPY speech /opt/muzon/speech");
        assertThat(stages().get("extractor-service"))
                .contains("COPY ytdlp /opt/muzon/ytdlp", "MUZON_YTDLP_DIR=/opt/muzon/ytdlp", "--from=debian-sources");
        assertThat(runtime()).contains("/opt/bare /more python3\n", "/opt/bare /more libgomp1 libpulse0\n");
    }

    @Test
    void theContextHoldsWhatIsCopiedAndTheScriptsReadTheSameVersion() {
        Path folder = Chart.ROOT.resolve("deploy/images");
        String build = Chart.read(folder.resolve("build.sh"));

        assertThat(Arrays.asList("natives", "jre", "speech", "ytdlp", "tools", "muzon", "ready start", "bare"))
                .allSatisfy(name -> {
                    assertThat(FILE).containsPattern("COPY " + name);
                    assertThat(build).contains(name);
                });
        assertThat(stages().keySet()).allSatisfy(service -> assertThat(build).contains(service));
    }

    // Such a name means another image each day.
    @Test
    void noImageIsTakenWithoutItsVersion() throws IOException {
        try (Stream<Path> files = Stream.concat(
                Stream.of("deploy/images", "deploy/compose", "deploy/helm/muzon", "docs")
                        .map(Chart.ROOT::resolve)
                        .flatMap(ImagesTest::filesBelow),
                Stream.of(Chart.ROOT.resolve("README.md"), Chart.ROOT.resolve("muzon")))) {
            assertThat(files.filter(file -> LATEST.matcher(Chart.read(file)).find()))
                    .isEmpty();
        }
        assertThat(FILE).containsPattern("ARG BASE=[^@:\\s]+:[^\\s]+");
    }

    @Test
    void theListOfLibrariesIsWhereTheLabelAndThePageSay() {
        Path folder = Chart.ROOT.resolve("deploy/images");
        String file = "/opt/muzon/app/sbom.cdx.json";

        assertThat(stages())
                .allSatisfy((service, stage) -> assertThat(stage).contains("COPY " + service + " /opt/muzon/app"));
        assertThat(Chart.read(folder.resolve("build.sh")))
                .contains("target/sbom.cdx.json\" \"$context/$service/\"", "--label dev.muzon.sbom=" + file);
        assertThat(Chart.read(folder.resolve("check.sh"))).contains("\"dev.muzon.sbom\"");
        assertThat(Chart.read(Chart.ROOT.resolve("docs/operations.md"))).contains("`" + file + "`", "`dev.muzon.sbom`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --ytdlp latest                                 | is not a version of yt-dlp
        --ytdlp 2026                                   | is not a version of yt-dlp
        --ytdlp 2026.10.26=abc                         | is not a version of yt-dlp
        --ytdlp $(reboot)                              | is not a version of yt-dlp
        --ytdlp 2026.10.26-1~bpo13+1 bot-gateway       | not among those named
        --ytdlp 2026.10.26-1~bpo13+1 --locked          | --ytdlp 2026.10.26-1~bpo13+1=SHA256
        """)
    void anExtractorThatCannotBeBuiltIsRefusedBeforeAnythingIs(String arguments, String sentence) throws Exception {
        Process refused = check(arguments);

        assertThat(new String(refused.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(sentence)
                .hasLineCount(1);
        assertThat(refused.waitFor()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--ytdlp 2026.10.26-1~bpo13+1",
                "--ytdlp 2026.11.02-1 extractor-service",
                "--locked --ytdlp 2026.11.02-1=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            })
    void theExtractorIsBuiltWithAnotherYtdlpByOneArgument(String arguments) throws Exception {
        Process taken = check(arguments);

        assertThat(new String(taken.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(taken.waitFor()).isZero();
    }

    /** Has a script in place of Java tell its command and what the file holds. */
    @Test
    void theCommandsForBackupsReadTheStandardInputAndLeaveTheStandardOutputToTheKey(@TempDir Path folder)
            throws Exception {
        Path java = Files.writeString(folder.resolve("java"), """
                #!/bin/sh
                while [ "$1" != dev.muzon.standalone.Muzon ]; do shift; done
                echo "$2 $(cat "$3")"
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Path backup = Files.writeString(folder.resolve("backup"), "a backup");

        assertThat(muzon(folder, backup, "session-key")).isEqualTo("session-key a backup\n");
        assertThat(muzon(folder, backup, "restore")).isEmpty();
    }

    /** Returns what the command of the image writes to the standard output. */
    private static String muzon(Path java, Path input, String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", Chart.ROOT.resolve("deploy/images/muzon").toString(), command)
                .redirectInput(input.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().merge("PATH", java.toString(), (path, first) -> first + ":" + path);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    @Test
    void theListOfLibrariesNamesTheNativesWithTheirVersionsAndSums(@TempDir Path context) throws Exception {
        String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        for (String file : List.of(
                "natives/libtdjson.so",
                "natives/ntgcalls.node",
                "speech/stamp",
                "ytdlp/stamp",
                "ytdlp/node_modules/@deno/linux-x64-glibc/deno")) {
            Files.createDirectories(context.resolve(file).getParent());
            Files.createFile(context.resolve(file));
        }
        Files.writeString(context.resolve("ytdlp/package"), "2026.10.26-1 " + "a".repeat(64) + "\n");

        assertThat(natives("voice-call-service", context)).containsOnly("ntgcalls " + empty, "own 0");
        assertThat(natives("assistant-service", context))
                .contains("libtdjson " + empty, "own 0")
                .anyMatch(line -> line.startsWith("linux-x64-cpu-vulkan "))
                .anyMatch(line -> line.startsWith("sherpa-onnx-linux-x64 "))
                .anyMatch(line -> line.startsWith("vad-web "))
                .hasSize(5);
        assertThat(natives("extractor-service", context))
                .containsOnly("yt-dlp " + "a".repeat(64), "deno " + empty, "own 0");
        assertThat(natives("bot-gateway", context)).containsOnly("own 0");
    }

    /** Returns the names and sums of the components of a small list after the natives were added. */
    private static List<String> natives(String service, Path context) throws Exception {
        Path list = Files.writeString(context.resolve("sbom.json"), """
                {
                  "components" : [
                    {"name": "own", "version": "1", "purl": "pkg:maven/own@1", "hashes": [{"content": "0"}]}
                  ]
                }
                """);
        Process added = new ProcessBuilder(
                        "bash",
                        "-euc",
                        ". ./natives.sh; add_natives \"$0\" \"$1\" \"$2\"",
                        service,
                        context.toString(),
                        list.toString())
                .directory(Chart.ROOT.resolve("deploy/images").toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(added.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(added.waitFor()).isZero();
        List<String> found = new ArrayList<>();
        JsonParser.parseString(Files.readString(list))
                .getAsJsonObject()
                .getAsJsonArray("components")
                .forEach(component -> {
                    JsonObject named = component.getAsJsonObject();
                    assertThat(named.get("version").getAsString()).matches("\\d[\\w.~+-]*");
                    assertThat(named.get("purl").getAsString())
                            .endsWith("@" + named.get("version").getAsString());
                    found.add(named.get("name").getAsString() + " "
                            + named.getAsJsonArray("hashes")
                                    .get(0)
                                    .getAsJsonObject()
                                    .get("content")
                                    .getAsString());
                });
        return found;
    }

    private static Process check(String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("deploy/images/build.sh", "--check"));
        command.addAll(List.of(arguments.split(" ")));
        return new ProcessBuilder(command)
                .directory(Chart.ROOT.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static String runtime() {
        return FILE.substring(0, FILE.indexOf("\nFROM runtime"));
    }

    /** Returns the lines of each service's own stage. */
    private static Stream<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> file.toString().matches(".*(?:\\.(?:yaml|tpl|md|sh|json)|Containerfile)"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> stages() {
        var found = new TreeMap<String, String>();
        for (String part : FILE.split("\nFROM runtime AS ", -1)) {
            if (!part.startsWith("#")) {
                found.put(part.substring(0, part.indexOf('\n')), part);
            }
        }
        return found;
    }
}
