package dev.muzon.runtime.health;

import io.micrometer.observation.ObservationPredicate;
import java.util.Set;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** What probes need beyond Boot's own and the settings in {@code muzon-runtime.yml}. */
@AutoConfiguration(after = MongoAutoConfiguration.class)
class HealthAutoConfiguration {
    private static final Set<String> PROBES = Set.of("/livez", "/readyz");

    /** After Boot's own customizer, which applies the URI. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    MongoPatience mongoPatience(MongoConnectionDetails mongo) {
        return new MongoPatience(mongo.getConnectionString());
    }

    /** Probes would drown everything else in {@code http_server_requests}. */
    @Bean
    ObservationPredicate probesAreNotMeasured() {
        return (name, context) -> {
            var request = context instanceof ServerRequestObservationContext http ? http.getCarrier() : null;
            return request == null || !PROBES.contains(request.getRequestURI());
        };
    }
}
