package dev.muzon.standalone.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a script in place of {@code java}, which answers in the words of a real service. */
class SettingsCheckTest {
    private static final String REPORT = """
            APPLICATION FAILED TO START

            Description:

            The configuration has 2 problems:

              - muzon.voice.queue-limit must be more than 0, and is "-3"
                  set QUEUE_LIMIT, e.g. QUEUE_LIMIT=200
              - muzon.drain.deadline is not a duration, and is "soon"
                  set MUZON_DRAIN_DEADLINE, e.g. MUZON_DRAIN_DEADLINE=20s

            Action:

            Set what is named above in the environment and start again.
            """;

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void write() throws IOException {
        jar = Files.createFile(folder.resolve("service.jar"));
        Files.writeString(folder.resolve("report"), REPORT);
    }

    @Test
    void problemsOfAllServicesAreCollectedOnceEach() throws Exception {
        SettingsCheck check = new SettingsCheck(
                Map.of("a", subject("cat report; exit 78", Map.of()), "b", subject("cat report; exit 78", Map.of())));

        assertThat(check.problems())
                .containsExactly(
                        "  - muzon.voice.queue-limit must be more than 0, and is \"-3\"\n"
                                + "      set QUEUE_LIMIT, e.g. QUEUE_LIMIT=200",
                        "  - muzon.drain.deadline is not a duration, and is \"soon\"\n"
                                + "      set MUZON_DRAIN_DEADLINE, e.g. MUZON_DRAIN_DEADLINE=20s");
    }

    @Test
    void eachServiceSeesItsSettingsAndIsToldToStopAfterTheCheck() throws Exception {
        SettingsCheck check = new SettingsCheck(Map.of(
                "a",
                subject(
                        "[ \"$NAME\" = value ] && case \"$*\" in *-Dmuzon.settings-only=true*) exit 0 ;; esac; exit 1",
                        Map.of("NAME", "value"))));

        assertThat(check.problems()).isEmpty();
    }

    @Test
    void theServicesReadThePropertyThatEndsThemAfterTheCheck() {
        Path validator = Path.of(
                "../../common/service-runtime/src/main/java/dev/muzon/runtime/config/ConfigurationValidator.java");

        assertThat(validator).content().contains("ONLY = \"muzon.settings-only\"", "getProperty(ONLY, Boolean.class");
    }

    @Test
    void aServiceThatFailsOtherwiseIsNamedWithItsLastLine() throws Exception {
        SettingsCheck check = new SettingsCheck(Map.of("a", subject("echo first; echo no memory; exit 1", Map.of())));

        assertThat(check.problems()).containsExactly("  - a could not check its settings and ended with 1: no memory");
    }

    @Test
    void settingsThatPassedAreNotCheckedAgainUntilTheyChange() throws Exception {
        Path passed = folder.resolve("passed");
        var asked = new AtomicInteger();
        String script = "echo x >>calls; exit 0";

        assertThat(new SettingsCheck(Map.of("a", subject(script, Map.of("N", "1"))))
                        .problemsUnlessKnown(passed, asked::incrementAndGet))
                .isEmpty();
        new SettingsCheck(Map.of("a", subject(script, Map.of("N", "1"))))
                .problemsUnlessKnown(passed, asked::incrementAndGet);
        assertThat(folder.resolve("calls")).content().hasLineCount(1);
        assertThat(asked).as("nothing is said of a check that is not done").hasValue(1);

        new SettingsCheck(Map.of("a", subject(script, Map.of("N", "2"))))
                .problemsUnlessKnown(passed, asked::incrementAndGet);
        assertThat(folder.resolve("calls")).content().hasLineCount(2);
    }

    @Test
    void wrongSettingsAreCheckedAtEachStart() throws Exception {
        Path passed = folder.resolve("passed");
        var asked = new AtomicInteger();
        SettingsCheck check = new SettingsCheck(Map.of("a", subject("echo x >>calls; cat report; exit 78", Map.of())));

        assertThat(check.problemsUnlessKnown(passed, asked::incrementAndGet)).hasSize(2);
        assertThat(check.problemsUnlessKnown(passed, asked::incrementAndGet)).hasSize(2);
        assertThat(folder.resolve("calls")).content().hasLineCount(2);
    }

    private SettingsCheck.Subject subject(String script, Map<String, String> environment) throws IOException {
        Path java = Files.createTempFile(folder, "java", "");
        Files.writeString(java, "#!/bin/sh\ncd " + folder + "\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", System.getenv("PATH"));
        return new SettingsCheck.Subject(new ApplicationImage(java, List.of(), jar), jar, all);
    }
}
