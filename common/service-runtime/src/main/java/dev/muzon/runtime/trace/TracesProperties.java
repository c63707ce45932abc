package dev.muzon.runtime.trace;

import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.HttpAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the traces.
 *
 * @param url where a collector takes traces as OTLP over HTTP. With it each update of Telegram is one trace through all
 * services. Without it nothing is recorded and nothing is sent
 */
@ConfigurationProperties("muzon.traces")
record TracesProperties(
        @HttpAddress @Example("http://127.0.0.1:4318/v1/traces") @Nullable
        URI url) {
    static final String URL = "muzon.traces.url";
}
