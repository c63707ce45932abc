package dev.muzon.runtime.lease;

import dev.muzon.coordination.StoreClock;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.coordination.lease.MongoLeases;
import dev.muzon.runtime.config.MuzonProperties;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** The identity of the process, and leases in the shared MongoDB. */
@AutoConfiguration(after = DataMongoAutoConfiguration.class)
class LeaseAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(ServiceIdentity.class)
    WebServiceIdentity serviceIdentity(
            MuzonProperties settings,
            @Value("${spring.application.name}") String service,
            @Value("${server.port:8080}") int port) {
        return new WebServiceIdentity(service, settings.selfUrl(), port);
    }

    @Bean
    @ConditionalOnMissingBean
    Leases leases(MongoDatabaseFactory mongo, Clock clock) {
        var database = mongo.getMongoDatabase();
        return new MongoLeases(database, new StoreClock(database, clock));
    }
}
