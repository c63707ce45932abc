package dev.muzon.runtime.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** The switch that leaves out Spring Boot's tracing, unless a collector is set. Logs are never sent. */
final class TraceSwitch implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final List<String> TRACING =
            List.of("org.springframework.boot.micrometer.tracing.", "org.springframework.boot.opentelemetry.");
    private static final List<String> LOGGING =
            List.of("org.springframework.boot.opentelemetry.autoconfigure.logging.");

    private boolean on;

    @Override
    public void setEnvironment(Environment environment) {
        on = StringUtils.hasText(environment.getProperty(TracesProperties.URL));
    }

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        var kept = new boolean[configurations.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = !(isAnyOf(LOGGING, configurations[i]) || (!on && isAnyOf(TRACING, configurations[i])));
        }
        return kept;
    }

    private static boolean isAnyOf(List<String> packages, @Nullable String configuration) {
        return configuration != null && packages.stream().anyMatch(configuration::startsWith);
    }
}
