package dev.muzon.assistant;

import dev.muzon.runtime.auth.PublicPaths;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings of the service, and the paths of its pages for people. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AssistantProperties.class)
class AssistantConfiguration {
    /** Declares the pages that need no internal token. {@code login.LoginGuard} guards them instead. */
    @Bean
    PublicPaths loginPaths() {
        return PublicPaths.of("/", "/index.html", "/icon.svg", "/login.css", "/login.js", "/texts.js", "/login/**");
    }
}
