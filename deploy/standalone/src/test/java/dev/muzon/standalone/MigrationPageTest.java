package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.setting.ForeignNames;
import dev.muzon.standalone.suite.ProcessSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that {@code ./muzon} says of another bot's settings what the page for those who come from it says. */
class MigrationPageTest {
    private static final Path PAGE = Path.of("../../docs/migration.md");
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9_]+)`");

    @Test
    void aNameThatIsAnotherHereIsToldWithIt() throws IOException {
        List<String[]> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .map(line -> line.split("\\|", -1))
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(10)
                .allSatisfy(row -> assertThat(names(row[1] + row[2] + row[3])
                                .filter(name ->
                                        !ProcessSettings.unknown(List.of(name)).isEmpty()))
                        .allSatisfy(name -> assertThat(names(row[4])).contains(ForeignNames.ALL.get(name))));
    }

    @Test
    void aNameWithoutACounterpartIsToldAsSuch() throws IOException {
        String page = Files.readString(PAGE);
        String list = page.substring(page.indexOf("These have no counterpart"));

        assertThat(names(list.substring(0, list.indexOf("everything of"))))
                .contains("SERVER_PLAYLIST_LIMIT")
                .allSatisfy(name -> {
                    assertThat(ForeignNames.ALL).containsEntry(name, "");
                    assertThat(ProcessSettings.unknown(List.of(name))).containsExactly(name);
                });
    }

    private static Stream<String> names(String text) {
        return NAME.matcher(text).results().map(found -> found.group(1));
    }
}
