package dev.muzon.extractor.cache.s3;

import dev.muzon.extractor.cache.SharedAudio;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class S3Configuration {
    /** Makes the store. The cache closes it. */
    @Bean(destroyMethod = "")
    @ConditionalOnExpression("!'${muzon.extractor.cache.s3.url:}'.isBlank()")
    SharedAudio sharedAudio(S3Properties settings) {
        return S3Audio.at(Objects.requireNonNull(settings.url(), "checked by the condition"), settings);
    }
}
