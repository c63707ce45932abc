package dev.muzon.extractor.cache.s3;

import dev.muzon.runtime.config.ConfigurationCheck;
import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Example;
import dev.muzon.runtime.config.HttpAddress;
import dev.muzon.runtime.config.Secret;
import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the bucket in which replicas share kept sound. The disk stays the first place.
 *
 * @param url of a service that speaks S3, without the bucket. Nothing is shared without it
 * @param bucket which exists. Its own lifecycle rule should remove what is older than {@code MUZON_CACHE_KEEP}
 * @param region in which the service expects requests to be signed
 * @param key id of the access key. It needs to list the bucket, and to get, put and delete its objects
 * @param secret of the access key
 */
@ConfigurationProperties("muzon.extractor.cache.s3")
record S3Properties(
        @HttpAddress @Example("https://s3.eu-central-1.amazonaws.com") @Nullable
        URI url,

        @DefaultValue("muzon") @Example("music-cache") String bucket,

        @DefaultValue("us-east-1") @Example("eu-central-1") String region,

        @DefaultValue("") @Example("AKIAIOSFODNN7EXAMPLE") Secret key,

        @DefaultValue("") @Example("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
        Secret secret)
        implements ConfigurationCheck {
    private static final String STANDARD_BUCKET = "muzon";

    @Override
    public Stream<ConfigurationProblem> problems() {
        boolean meant = !key.isBlank() || !secret.isBlank() || !(bucket.isBlank() || bucket.equals(STANDARD_BUCKET));
        return url == null
                ? missing(meant, "url", "must be set, because other settings of the bucket are")
                : Stream.concat(
                        missing(key.isBlank(), "key", "must be set: a bucket needs an access key and its secret"),
                        missing(
                                secret.isBlank(),
                                "secret",
                                "must be set: a bucket needs an access key and its secret"));
    }

    private static Stream<ConfigurationProblem> missing(boolean isMissing, String setting, String what) {
        return isMissing
                ? Stream.of(new ConfigurationProblem("muzon.extractor.cache.s3." + setting, what))
                : Stream.empty();
    }
}
