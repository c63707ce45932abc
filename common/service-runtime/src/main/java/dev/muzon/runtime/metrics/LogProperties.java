package dev.muzon.runtime.metrics;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the log.
 *
 * @param format {@code text} for people, {@code json} for programs: one object a line, with the chat, the request and
 * the trace where there are any. Spring Boot writes it, so the format stands in {@code muzon-runtime.yml}
 */
@ConfigurationProperties("muzon.log")
record LogProperties(@DefaultValue("text") @NotNull Format format) {
    /** The form of a line. */
    enum Format {
        TEXT,
        JSON
    }
}
