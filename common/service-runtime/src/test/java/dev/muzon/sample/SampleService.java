package dev.muzon.sample;

import dev.muzon.runtime.auth.PublicPaths;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Knows nothing of the runtime but the dependency and the imported YAML. */
@SpringBootApplication
public class SampleService {
    public static void main(String[] args) {
        SpringApplication.run(SampleService.class, args);
    }

    @Bean
    PublicPaths pages() {
        return PublicPaths.of("/page/**");
    }
}
