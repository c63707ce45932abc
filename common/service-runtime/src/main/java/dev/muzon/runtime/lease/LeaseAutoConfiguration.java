package dev.muzon.runtime.lease;

import dev.muzon.coordination.StoreClock;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.coordination.lease.MongoLeases;
import dev.muzon.runtime.config.MuzonProperties;
import dev.muzon.runtime.store.StoreAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
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
            @Value("${server.port:8080}") int port,
            MongoConnectionDetails mongo) {
        return new WebServiceIdentity(
                service, settings.selfUrl(), port, StoreAddress.isLoopback(mongo.getConnectionString()));
    }

    @Bean
    @ConditionalOnMissingBean
    Leases leases(MongoDatabaseFactory mongo, StoreClock storeClock) {
        return new MongoLeases(mongo.getMongoDatabase(), storeClock);
    }
}
