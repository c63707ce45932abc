package dev.muzon.runtime.store;

import dev.muzon.coordination.StoreClock;
import dev.muzon.coordination.StoredIndexes;
import dev.muzon.resilience.FailureLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoOperations;

/** Settings that hold for every use of MongoDB, its clock, and the tolerant reading of documents. */
@AutoConfiguration(after = DataMongoAutoConfiguration.class)
class StoreAutoConfiguration {
    /** Ends the process once its indexes are made. The chart and operators set it before an upgrade. */
    private static final String INDEXES_ONLY = "muzon.indexes-only";

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

    @Bean
    IndexStep indexStep(ObjectProvider<StoredIndexes> indexes, Environment environment) {
        return new IndexStep(
                indexes::stream,
                environment.getProperty(INDEXES_ONLY, Boolean.class, false),
                Runtime.getRuntime()::halt);
    }
}
