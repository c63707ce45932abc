package dev.muzon.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.source.SourcesProperties;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** Test of the times that people wait for music at most, as an operator has them who sets none. */
class ResolveTimesTest {
    @Test
    void aSourceHasEightSecondsAndTheNextIsAskedAfterFourAndAllHaveThirty() throws IOException {
        var environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        new YamlPropertySourceLoader()
                .load("service", new ClassPathResource("application.yml"))
                .forEach(environment.getPropertySources()::addLast);
        Binder binder = Binder.get(environment);

        var sources = binder.bindOrCreate("muzon.extractor.sources", SourcesProperties.class);
        var all = binder.bindOrCreate("muzon.extractor", ExtractorProperties.class);

        assertThat(sources.limit()).isEqualTo(Duration.ofSeconds(8));
        assertThat(sources.hedgeAfter()).isEqualTo(Duration.ofSeconds(4));
        assertThat(all.resolveDeadline()).isEqualTo(Duration.ofSeconds(30));
    }
}
