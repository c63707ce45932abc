package dev.muzon.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what doctor says of files of cookies. */
class WebChecksTest {
    private static final String COOKIES = "# Netscape HTTP Cookie File\n.youtube.com\tTRUE\t/\tTRUE\t0\tA\tprecious\n";

    @TempDir
    Path folder;

    private void file(String name, String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static List<Finding> findings(String place) throws Exception {
        var findings = new ArrayList<Finding>();
        for (Check check : WebChecks.cookies(place).toList()) {
            findings.add(check.look());
        }
        return findings;
    }

    @Test
    void filesOfCookiesAreNamedOneByOneWithoutAWordOfThem() throws Exception {
        file("a.txt", COOKIES, "rw-------");
        file("b.txt", COOKIES, "rw-r--r--");
        file("c.txt", "[{\"value\": \"precious\"}]", "rw-------");
        file("notes.md", "precious", "rw-------");

        List<Finding> findings = findings(folder.toString());

        assertThat(findings)
                .extracting(Finding::level)
                .containsExactly(Finding.Level.WELL, Finding.Level.WARNING, Finding.Level.WARNING);
        assertThat(findings.toString())
                .contains("a.txt", "chmod 600", "Netscape")
                .doesNotContain("precious");
    }

    @Test
    void aPlaceWithoutCookiesIsAWarningAndNoPlaceIsNothing() throws Exception {
        assertThat(findings(folder.toString()))
                .singleElement()
                .satisfies(found -> assertThat(found.level()).isEqualTo(Finding.Level.WARNING));
        assertThat(findings(folder.resolve("absent").toString()))
                .singleElement()
                .satisfies(found -> assertThat(found.level()).isEqualTo(Finding.Level.WARNING));
        assertThat(findings("")).isEmpty();
    }
}
