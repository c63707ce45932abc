package dev.muzon.extractor.source.library;

import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the library.
 *
 * @param directory folder with music, sub-folders included. Null or missing means an empty library
 * @param rescan pause between two looks at the folder. Looking only compares sizes and times. It works on network
 * mounts, where file notifications do not
 */
@Validated
@ConfigurationProperties("muzon.extractor.library")
record LibraryProperties(
        @Nullable Path directory,
        @DefaultValue("10s") @DurationMin(millis = 50) Duration rescan) {}
