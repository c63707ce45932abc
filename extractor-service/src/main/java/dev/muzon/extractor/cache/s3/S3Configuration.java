package dev.muzon.extractor.cache.s3;

import dev.muzon.extractor.cache.SharedAudio;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class S3Configuration {
    /** Makes the store, or none where nothing is to be shared. Nothing of S3 is loaded then. */
    @Bean(destroyMethod = "")
    @Nullable
    SharedAudio sharedAudio(S3Properties settings) {
        return settings.url() == null ? null : S3Audio.at(settings.url(), settings);
    }
}
