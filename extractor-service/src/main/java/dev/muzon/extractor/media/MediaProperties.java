package dev.muzon.extractor.media;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param maxStreams at once; each is one ffmpeg with about 20 MB */
@Validated
@ConfigurationProperties("muzon.extractor.media")
record MediaProperties(@DefaultValue("64") @Min(1) int maxStreams) {}
