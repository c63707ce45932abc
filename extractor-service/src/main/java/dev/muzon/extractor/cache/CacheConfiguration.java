package dev.muzon.extractor.cache;

import dev.muzon.extractor.disk.DiskBudget;
import dev.muzon.extractor.door.Door;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CacheConfiguration {
    @Bean
    CacheMeters cacheMeters(MeterRegistry meters) {
        return new CacheMeters(meters);
    }

    @Bean
    DiskBudget diskBudget(CacheProperties settings) {
        return new DiskBudget(settings.size(), settings.freeSpace());
    }

    @Bean
    DiskAudioStore audioStore(CacheProperties settings, DiskBudget budget, Clock clock, CacheMeters meters) {
        return new DiskAudioStore(settings, budget, clock, meters);
    }

    @Bean
    SharedLevel sharedLevel(
            CacheProperties settings, ObjectProvider<SharedAudio> store, Clock clock, CacheMeters meters) {
        return new SharedLevel(store.getIfAvailable(), settings.keep(), clock, System::nanoTime, meters);
    }

    @Bean
    AudioCache audioCache(
            CacheProperties settings,
            AudioStore store,
            SharedLevel shared,
            Door door,
            Clock clock,
            CacheMeters meters) {
        return new AudioCache(settings, store, shared, door, clock, meters);
    }

    @Bean(initMethod = "start")
    CacheCleaner cacheCleaner(CacheProperties settings, DiskAudioStore store) {
        return new CacheCleaner(settings, store);
    }
}
