package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that everything exists which the README and the pages name: files, folders, and headings of pages. */
class DocumentedPathsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** The target of a link that stays in the repository. */
    private static final Pattern LINK = Pattern.compile("]\\((?![a-z]+:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    private static final Pattern CODE = Pattern.compile("`([\\w.-]+/[\\w./-]*)`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern COMMAND = Pattern.compile("\\./muzon ([a-z-]+)");

    @Test
    void everyLinkLeadsToAFileAndToAHeadingInIt() throws IOException {
        var dead = new ArrayList<String>();
        for (Path page : pages()) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                if (!Files.exists(target)
                        || (link.group(2) != null && !anchors(target).contains(link.group(2)))) {
                    dead.add(ROOT.relativize(page) + ": " + link.group());
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyPathBelowAFolderOfTheRepositoryExists() throws IOException {
        var named = new ArrayList<Path>();
        for (Path page : pages()) {
            CODE.matcher(Files.readString(page))
                    .results()
                    .map(code -> Path.of(code.group(1)))
                    .filter(path -> Files.isDirectory(ROOT.resolve(path.getName(0))))
                    .filter(path -> !path.getName(0).toString().startsWith(".")
                            && !path.toString().contains("/target/"))
                    .map(ROOT::resolve)
                    .forEach(named::add);
        }
        assertThat(named)
                .contains(ROOT.resolve("deploy/e2e"))
                .allSatisfy(path -> assertThat(path).exists());
    }

    @Test
    void everyCommandOfTheLauncherExists() throws IOException {
        String launcher = Files.readString(ROOT.resolve("muzon"));
        for (Path page : pages()) {
            assertThat(COMMAND.matcher(Files.readString(page)).results().map(command -> command.group(1)))
                    .as(page.toString())
                    .allSatisfy(
                            command -> assertThat(launcher).containsPattern("(?m)^ +([a-z-]+\\|)*" + command + "\\b"));
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(ROOT::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    /** Returns the names by which a page's headings are linked. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(heading -> heading.group(1)
                        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
