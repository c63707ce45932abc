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
 * @param directory a folder of music, sub-folders included, to search by text. Without it words are
 * searched on the music servers and, if yt-dlp is there, on YouTube. With none of these searches find nothing, but
 * links and replies play
 * @param rescan pause between two looks at the folder. Only sizes and times are compared, so network mounts work, where
 * file notifications do not
 */
@Validated
@ConfigurationProperties("muzon.extractor.library")
record LibraryProperties(
        @Nullable Path directory,
        @DefaultValue("10s") @DurationMin(millis = 50) Duration rescan) {}
