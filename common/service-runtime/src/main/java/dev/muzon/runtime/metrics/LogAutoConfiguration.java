package dev.muzon.runtime.metrics;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The context of a request's log lines. The pattern stands in {@code muzon-runtime.yml}. */
@AutoConfiguration
@EnableConfigurationProperties(LogProperties.class)
class LogAutoConfiguration {
    @Bean
    WebMvcConfigurer questionLog() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new QuestionLogInterceptor());
            }
        };
    }
}
