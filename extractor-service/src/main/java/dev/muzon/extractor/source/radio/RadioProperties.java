package dev.muzon.extractor.source.radio;

import dev.muzon.runtime.config.HttpAddress;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of radio stations.
 *
 * @param directory the host of a radio-browser directory that names its mirrors
 * @param pageLimit how long an answer of one mirror may take
 */
@Validated
@ConfigurationProperties("muzon.extractor.radio")
record RadioProperties(
        @DefaultValue("https://all.api.radio-browser.info") @HttpAddress
        URI directory,

        @DefaultValue("3s") @DurationMin(millis = 100) @DurationMax(seconds = 10)
        Duration pageLimit) {}
