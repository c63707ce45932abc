package dev.muzon.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemedyTest {
    // "e.g. MUZON_INTERNAL_TOKEN=$(openssl rand -hex 32)", which .env takes as it stands and refuses.
    @Test
    void anExampleForAShellWasGivenForAFile() {
        String key = "muzon.internal-token";
        var problem = new ConfigurationProblem(key, "is too short");
        String example = SettingsPath.example(MuzonProperties.class, key);

        assertThat(new Remedy(problem, List.of("MUZON_INTERNAL_TOKEN"), example, null).text())
                .endsWith("set MUZON_INTERNAL_TOKEN, made by \"openssl rand -hex 32\"");
        assertThat(new Remedy(problem, List.of("A", "B"), "5", null).text()).endsWith("set A or B, e.g. A=5");
    }
}
