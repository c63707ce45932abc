package dev.muzon.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.confinement.Confinement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostChecksTest {
    @TempDir
    Path folder;

    // A start against Telegram was advised to be a demo.
    @Test
    void aMachineWithoutAnInterfaceNeedsOneThatReachesTelegram() {
        Finding none = HostChecks.networkInterface(Stream.empty());

        assertThat(none.what()).startsWith("no network interface but loopback");
        assertThat(none.fix()).contains("reaches Telegram").doesNotContain("./muzon demo");
    }

    // doctor warned of 0.1 GB where a start was refused.
    @Test
    void aDiskOnWhichNoStartHasRoomWasAWarning() throws Exception {
        Finding full = HostChecks.disk(folder, Long.MAX_VALUE)
                .findFirst()
                .orElseThrow()
                .look();

        assertThat(full.level()).isEqualTo(Finding.Level.BROKEN);
        assertThat(full.what()).startsWith("The disk of " + folder + " is full: ");
    }

    @Test
    void theMachineIsSaidToConfineChildrenAsFarAsItDoes() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (Check check : HostChecks.all().toList()) {
            findings.add(check.look());
        }
        Finding.Level level = Confinement.ofThisProcess().complete() ? Finding.Level.WELL : Finding.Level.WARNING;
        assertThat(findings)
                .filteredOn(finding -> finding.what().contains("Landlock"))
                .singleElement()
                .extracting(Finding::level)
                .isEqualTo(level);
    }
}
