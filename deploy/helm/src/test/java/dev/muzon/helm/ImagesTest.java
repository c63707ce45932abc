package dev.muzon.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the images fit the chart. {@code deploy/images/check.sh} runs the images themselves. */
class ImagesTest {
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
        assertThat(runtime()).contains("\nENTRYPOINT [\"/usr/bin/tini\", \"--\", \"java\",");
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

        assertThat(Arrays.asList("natives", "jre", "speech", "ytdlp", "ready", "bare"))
                .allSatisfy(name -> {
                    assertThat(FILE).containsPattern("COPY " + name);
                    assertThat(build).contains(name);
                });
        assertThat(stages().keySet()).allSatisfy(service -> assertThat(build).contains(service));
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
        --ytdlp latest                                 | is no version of yt-dlp
        --ytdlp 2026                                   | is no version of yt-dlp
        --ytdlp 2026.10.26=abc                         | is no version of yt-dlp
        --ytdlp $(reboot)                              | is no version of yt-dlp
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
