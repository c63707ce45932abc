package dev.muzon.extractor.cache.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.runtime.config.ConfigurationProblem;
import dev.muzon.runtime.config.Secret;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3PropertiesTest {
    @ParameterizedTest
    @CsvSource({
        "http://s3, muzon, key, '', muzon.extractor.cache.s3.secret",
        "http://s3, muzon, '', secret, muzon.extractor.cache.s3.key",
        ", songs, '', secret, muzon.extractor.cache.s3.url",
        ", muzon, key, '', muzon.extractor.cache.s3.url",
    })
    void theSettingThatWasThereWasNamedInsteadOfTheMissingOne(
            URI url, String bucket, String key, String secret, String missing) {
        assertThat(settings(url, bucket, key, secret).problems())
                .extracting(ConfigurationProblem::key)
                .containsExactly(missing);
    }

    @ParameterizedTest
    @CsvSource({"http://s3, songs, key, secret", ", muzon, '', ''", ", '', '', ''"})
    void aWholeBucketAndNoBucketAreRight(URI url, String bucket, String key, String secret) {
        assertThat(settings(url, bucket, key, secret).problems()).isEmpty();
    }

    private static S3Properties settings(URI url, String bucket, String key, String secret) {
        return new S3Properties(url, bucket, "us-east-1", new Secret(key), new Secret(secret));
    }
}
