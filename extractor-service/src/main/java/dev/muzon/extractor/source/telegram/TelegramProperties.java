package dev.muzon.extractor.source.telegram;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of Telegram's files.
 *
 * @param cache folder for fetched files. Telegram's files have no byte ranges, and many containers can only be read
 * from both ends, so a file is fetched whole once and then sought in freely
 * @param cacheSize the least recently played files are deleted beyond it
 * @param maxFile what the Bot API hands out at most. Larger files are refused before anything is fetched
 */
@Validated
@ConfigurationProperties("muzon.extractor.telegram")
record TelegramProperties(
        @NotNull Path cache,
        @DefaultValue("1GB") DataSize cacheSize,
        @DefaultValue("20MB") DataSize maxFile) {}
