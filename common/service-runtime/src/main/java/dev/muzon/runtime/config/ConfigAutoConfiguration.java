package dev.muzon.runtime.config;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** Settings and their validation. */
@AutoConfiguration
@EnableConfigurationProperties({MuzonProperties.class, MongoSettings.class})
class ConfigAutoConfiguration {
    @Bean
    static ConfigurationValidator configurationValidator(ConfigurableEnvironment environment) {
        return new ConfigurationValidator(environment);
    }

    @Bean
    NamesWithoutEffect namesWithoutEffect() {
        return new NamesWithoutEffect();
    }

    @Bean
    OpenSettingFiles openSettingFiles() {
        return new OpenSettingFiles();
    }
}
