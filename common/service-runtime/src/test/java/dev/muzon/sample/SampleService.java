package dev.muzon.sample;

import dev.muzon.runtime.auth.PublicPaths;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Knows nothing of the runtime but the dependency and the imported YAML. */
@SpringBootApplication
public class SampleService {
    @Bean
    PublicPaths pages() {
        return PublicPaths.of("/page/**");
    }
}
