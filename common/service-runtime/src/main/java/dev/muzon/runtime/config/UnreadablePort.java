package dev.muzon.runtime.config;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * A management port that is not a number, kept from Spring Boot. That would end the start with a message about its own key
 * before {@link ConfigurationValidator} tells of this setting and of all others.
 */
final class UnreadablePort implements EnvironmentPostProcessor, Ordered {
    private static final String SETTING = "muzon.management.port";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String port = environment.getProperty(SETTING, "").strip();
        if (!port.isEmpty() && !port.matches("-?\\d{1,9}")) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("muzonUnreadablePort", Map.of("management.server.port", "")));
        }
    }

    /** Runs when {@link SettingFiles} has read its files. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
