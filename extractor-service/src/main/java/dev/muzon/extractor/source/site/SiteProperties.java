package dev.muzon.extractor.source.site;

import dev.muzon.runtime.config.Secret;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the search in YouTube Music, SoundCloud, Bandcamp, the Internet Archive and Jamendo.
 *
 * @param jamendoClient the client id of an application that was registered at Jamendo. Without one Jamendo is not searched
 * @param pageLimit how long one answer of a site may take
 */
@Validated
@ConfigurationProperties("muzon.extractor.sites")
record SiteProperties(
        @DefaultValue("") Secret jamendoClient,

        @DefaultValue("3s") @DurationMin(millis = 100) @DurationMax(seconds = 10)
        Duration pageLimit) {}
