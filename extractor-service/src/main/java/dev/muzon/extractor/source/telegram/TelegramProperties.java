package dev.muzon.extractor.source.telegram;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of Telegram's files.
 *
 * @param cache fetched files: the folder {@code telegram} in the one that {@code MUZON_CACHE_DIR} names. Telegram's
 * files have no byte ranges, and many containers can only be read from both ends, so each is fetched whole once and
 * then sought in freely. They share {@code MUZON_CACHE_SIZE} with all other sound. {@code XDG_CACHE_HOME}, where it is
 * set, counts instead of {@code ~/.cache}. With {@code ./muzon} the outer folder is {@code cache} in the state folder
 * @param maxFile what the Bot API hands out at most. Larger files play through an assistant that is in their
 * group. Only your own Bot API server that runs with {@code --local} hands out more, up to {@code 2GB}
 * @param fetchLimit how long a file may take to be here whole. A person who gave up before and asks again waits for the
 * rest only
 */
@Validated
@ConfigurationProperties("muzon.extractor.telegram")
record TelegramProperties(
        @NotNull Path cache,
        @DefaultValue("20MB") DataSize maxFile,

        @DefaultValue("60s") @NotNull @DurationMin(millis = 1)
        Duration fetchLimit) {}
