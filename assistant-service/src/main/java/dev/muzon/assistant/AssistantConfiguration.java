package dev.muzon.assistant;

import dev.muzon.runtime.auth.PublicPaths;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's settings, and which of its pages are for people. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AssistantProperties.class)
class AssistantConfiguration {
    /** People hold no internal token: {@code login.LoginGuard} guards these paths instead. */
    @Bean
    PublicPaths loginPaths() {
        return PublicPaths.of("/", "/index.html", "/icon.svg", "/login.css", "/login.js", "/login/**");
    }
}
