package dev.muzon.runtime.health;

import dev.muzon.protocol.rest.ServicePaths;
import dev.muzon.systemd.Systemd;
import io.micrometer.observation.ObservationPredicate;
import java.util.Set;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Settings of probes beyond Boot's own and those in {@code muzon-runtime.yml}, and the word to systemd. */
@AutoConfiguration
@EnableConfigurationProperties(ManagementProperties.class)
class HealthAutoConfiguration {
    private static final Set<String> PROBES = Set.of(ServicePaths.LIVENESS, ServicePaths.READINESS);

    /** Probes would drown everything else in {@code http_server_requests}. */
    @Bean
    ObservationPredicate probesAreNotMeasured() {
        return (name, context) -> {
            var request = context instanceof ServerRequestObservationContext http ? http.getCarrier() : null;
            return request == null || !PROBES.contains(request.getRequestURI());
        };
    }

    /** Tells systemd that the service is ready, and then again and again that it should go on living. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> wordToSystemd(ApplicationAvailability availability) {
        return _ -> Systemd.of(System.getenv()).ready(() -> availability.getLivenessState() == LivenessState.CORRECT);
    }
}
