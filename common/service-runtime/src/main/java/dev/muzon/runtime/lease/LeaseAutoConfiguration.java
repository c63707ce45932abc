package dev.muzon.runtime.lease;

import dev.muzon.runtime.config.MuzonProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The identity of the process. */
@AutoConfiguration
class LeaseAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(ServiceIdentity.class)
    WebServiceIdentity serviceIdentity(
            MuzonProperties settings,
            @Value("${spring.application.name}") String service,
            @Value("${server.port:8080}") int port) {
        return new WebServiceIdentity(service, settings.selfUrl(), port);
    }
}
