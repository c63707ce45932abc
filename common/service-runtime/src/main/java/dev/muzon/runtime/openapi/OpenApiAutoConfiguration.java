package dev.muzon.runtime.openapi;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The description of each service, made from the mappings that it really has. */
@AutoConfiguration
class OpenApiAutoConfiguration {
    @Bean
    OpenApiController openApiController(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            Environment environment) {
        String service = environment.getProperty("spring.application.name", "service");
        return new OpenApiController(() -> OpenApi.of(service, mappings.getObject()));
    }
}
