package dev.muzon.extractor.source.instance;

import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.HttpAddress;
import dev.muzon.runtime.config.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of your own instances of services that open pages. They may stand in a private network, and are asked last.
 *
 * @param cobalt your Cobalt, which opens pages of many sites
 * @param cobaltKey the API key that it wants, if it wants one
 * @param invidious your Invidious, which opens pages of YouTube
 * @param piped the API of your Piped, which opens pages of YouTube
 */
@ConfigurationProperties("muzon.extractor.instances")
record InstanceProperties(
        @HttpAddress @Example("http://127.0.0.1:9000") @Nullable
        URI cobalt,

        @DefaultValue("") @Example("5f6c2b9e-0000-4000-8000-000000000000")
        Secret cobaltKey,

        @HttpAddress @Example("https://invidious.example") @Nullable
        URI invidious,

        @HttpAddress @Example("https://pipedapi.example") @Nullable
        URI piped) {}
