package dev.muzon.testkit.english;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that all modules and documents keep to the rules of English in CONTRIBUTING.md. */
class PlainEnglishTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** Files that are being rewritten. Remove a name once its files keep to the rules. */
    private static final List<String> NOT_YET = List.of();

    /** The bot's own texts have their own voice, the licence its own words, and these tests name the words. */
    private static final Set<String> WITHOUT_RULES = Set.of("target", "node_modules", "texts", "english");

    private static final Set<String> TEXTS = Set.of("md", "yml", "properties", "js", "mjs", "html", "cpp", "h", "sh");

    @ParameterizedTest
    @ValueSource(
            strings = {"common", "voice-call-service", "extractor-service", "assistant-service", "bot-gateway", "deploy"
            })
    void everyModuleKeepsToTheRulesOfEnglish(String module) throws IOException {
        var breaches = new TreeMap<String, List<Breach>>();
        List<Path> java = files(ROOT.resolve(module), Set.of("java"));
        JavaRules.in(java).forEach((file, found) -> add(breaches, file, found.stream()));
        for (Path file : java) {
            add(breaches, file, ForbiddenWords.in(Files.readString(file)));
        }
        for (Path file : files(ROOT.resolve(module), TEXTS)) {
            add(breaches, file, ForbiddenWords.in(Files.readString(file)));
        }

        assertThat(breaches).isEmpty();
    }

    @Test
    void everyDocumentKeepsToTheRulesOfEnglish() throws IOException {
        var breaches = new TreeMap<String, List<Breach>>();
        var documents = Stream.concat(
                files(ROOT.resolve("docs"), Set.of("md")).stream(),
                Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".env.example", "muzon")
                        .map(ROOT::resolve));
        for (Path file : documents.toList()) {
            add(breaches, file, ForbiddenWords.in(Files.readString(file)));
        }

        assertThat(breaches).isEmpty();
    }

    @Test
    void aBreachIsFoundInEachKindOfComment() {
        assertThat(JavadocRules.ofType("What is kept here."))
                .singleElement()
                .asString()
                .contains("instead");
        assertThat(JavadocRules.ofType("Keeps the tracks."))
                .singleElement()
                .asString()
                .contains("noun");
        assertThat(JavadocRules.ofType("A keeper; it keeps."))
                .singleElement()
                .asString()
                .contains("semicolon");
        assertThat(JavadocRules.ofMethod("The next track."))
                .singleElement()
                .asString()
                .contains("verb");
        assertThat(JavadocRules.ofField("one ".repeat(21) + "."))
                .singleElement()
                .asString()
                .contains("words");
        assertThat(ForbiddenWords.in("It begins anew."))
                .containsExactly(new Breach(1, "says \"anew\"; say \"again\" instead"));
        assertThat(ForbiddenWords.in("A port that is no port.")).hasSize(1);
    }

    @Test
    void breachesInJavaAreFoundWithTheirLines(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("Keeper.java"), """
                /** Keeps the tracks. */
                class Keeper {
                    private static final Logger LOG = null;

                    /** The next track. */
                    @Test
                    void fails() {
                        log.info("begins small");
                    }
                }
                """);

        assertThat(JavaRules.in(List.of(file)).get(file))
                .extracting(Breach::line)
                .containsExactly(2L, 3L, 6L, 6L, 8L);
    }

    @Test
    void plainCommentsAreNotBreaches() {
        assertThat(JavadocRules.ofType("The tracks of a chat; the rest is elsewhere. And more.".replace(";", ",")))
                .isEmpty();
        assertThat(JavadocRules.ofMethod("@return the next track")).isEmpty();
        assertThat(JavadocRules.ofMethod("Returns the next track, e.g. {@code a; b}."))
                .isEmpty();
        assertThat(ForbiddenWords.in("There is no such chat. It is no longer there."))
                .isEmpty();
    }

    private static void add(Map<String, List<Breach>> all, Path file, Stream<Breach> found) {
        String name = ROOT.relativize(file.toAbsolutePath().normalize()).toString();
        List<Breach> breaches = found.toList();
        if (!breaches.isEmpty() && NOT_YET.stream().noneMatch(name::startsWith)) {
            all.merge(
                    name,
                    breaches,
                    (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
        }
    }

    private static List<Path> files(Path folder, Set<String> endings) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> endings.contains(ending(file)))
                    .filter(Files::isRegularFile)
                    .filter(file -> Stream.iterate(file, path -> path != null && !path.equals(folder), Path::getParent)
                            .noneMatch(path ->
                                    WITHOUT_RULES.contains(path.getFileName().toString())))
                    .toList();
        }
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
