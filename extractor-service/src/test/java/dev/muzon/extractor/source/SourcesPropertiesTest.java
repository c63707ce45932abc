package dev.muzon.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.runtime.config.ConfigurationProblem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourcesPropertiesTest {
    private static final Duration TIME = Duration.ofSeconds(1);

    @Test
    void aNameOfNoSourceIsAProblemOfTheSettingThatHasIt() {
        var settings = new SourcesProperties(
                List.of("library", "libary"),
                List.of("youtube"),
                TIME,
                List.of(new SourceLimit("radio", TIME), new SourceLimit("spotify", TIME)),
                TIME,
                8);

        assertThat(settings.problems())
                .extracting(ConfigurationProblem::key)
                .containsExactly(
                        "muzon.extractor.sources.order",
                        "muzon.extractor.sources.disabled",
                        "muzon.extractor.sources.limits");
        assertThat(settings.problems().findFirst().orElseThrow().problem())
                .contains("\"libary\"")
                .contains(
                        "jamendo, library, message, metadata, piped, radio, servers, soundcloud, telegram, web, youtubemusic");
    }

    // telegram=30 gave that source 30 milliseconds.
    @Test
    void aLimitWithoutItsUnitIsRefused() {
        assertThat(SourceLimit.valueOf("telegram=30s").limit()).isEqualTo(Duration.ofSeconds(30));
        assertThatThrownBy(() -> SourceLimit.valueOf("telegram=30"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a unit");
    }
}
