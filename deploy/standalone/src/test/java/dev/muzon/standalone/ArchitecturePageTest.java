package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that the pages list what the sources declare: collections, types of jobs and wings. */
class ArchitecturePageTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path WINGS = ROOT.resolve("bot-gateway/src/main/java/dev/muzon/gateway");
    private static final List<String> MODULES = List.of(
            "common/protocol",
            "common/coordination",
            "bot-gateway",
            "assistant-service",
            "voice-call-service",
            "extractor-service");
    private static final Set<String> KERNEL = Set.of("bot", "telegram");

    private static final Pattern COLLECTION =
            Pattern.compile("(?:@Document\\(|String (?:COLLECTION|LEASES) = )\"([^\"]+)\"");
    /** Only the names of jobs have a point. */
    private static final Pattern JOB_TYPE =
            Pattern.compile("(?:JobType\\.of\\(|class, name = (?=\"[a-z-]+\\.))\"([a-z.-]+)\"");

    @Test
    void everyCollectionStandsInTheOperationsPage() throws IOException {
        String table = section("docs/operations.md", "What the database holds", "## ");

        assertThat(named(COLLECTION))
                .contains("jobs", "leases", "channelPosts")
                .allSatisfy(name -> assertThat(table).contains("`" + name + "`"));
    }

    @Test
    void everyTypeOfJobStandsInItsTable() throws IOException {
        String table = section("docs/architecture.md", "A job's type says how long", "## ");

        assertThat(named(JOB_TYPE))
                .contains("track.resolve", "update", "note.command")
                .filteredOn(name -> !name.startsWith("event."))
                .allSatisfy(name -> assertThat(table).contains("`" + name + "`"));
    }

    @Test
    void everyWingIsNamed() throws IOException {
        String wings = section("docs/architecture.md", "The kernel (`gateway.bot`)", "\n\n");

        try (Stream<Path> packages = Files.list(WINGS)) {
            assertThat(packages.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .filter(name -> !KERNEL.contains(name)))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(wings).contains("`" + name + "`"));
        }
    }

    private static String section(String page, String from, String to) throws IOException {
        String text = Files.readString(ROOT.resolve(page));
        int begin = text.indexOf(from);
        return text.substring(begin, text.indexOf(to, begin + 1));
    }

    private static Set<String> named(Pattern pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    pattern.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
                }
            }
        }
        return names;
    }
}
