package dev.muzon.runtime.store;

import dev.muzon.coordination.StoreClock;
import dev.muzon.resilience.FailureLog;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoOperations;

/** Settings that hold for every use of MongoDB, its clock, and the tolerant reading of documents. */
@AutoConfiguration(after = DataMongoAutoConfiguration.class)
class StoreAutoConfiguration {
    /** Runs after Boot's own customizer, which applies the URI. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    StoreClientSettings storeClientSettings(MongoConnectionDetails mongo) {
        return new StoreClientSettings(mongo.getConnectionString());
    }

    @Bean
    StoredDocuments storedDocuments(MongoOperations mongo, FailureLog failures) {
        return new StoredDocuments(mongo, failures);
    }

    @Bean
    StoreClock storeClock(MongoDatabaseFactory mongo) {
        return new StoreClock(mongo.getMongoDatabase());
    }
}
