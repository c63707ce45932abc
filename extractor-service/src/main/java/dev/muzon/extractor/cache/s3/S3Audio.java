package dev.muzon.extractor.cache.s3;

import dev.muzon.extractor.cache.AudioKey;
import dev.muzon.extractor.cache.SharedAudio;
import dev.muzon.extractor.cache.SharedLabel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shared sound in a bucket, one object for each track. Its description is among the metadata, so that both appear at
 * once. Nothing is read from the files and variables that other programs use for S3.
 */
final class S3Audio implements SharedAudio {
    private static final String DESCRIPTION = "muzon";

    /** S3 takes 2 KB of metadata. */
    private static final int MOST_DESCRIPTION = 1900;

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(2);

    /** Some services answer only once all copies of an object are written. */
    private static final Duration WRITE = Duration.ofSeconds(30);

    private final String bucket;
    private final S3Client reading;
    private final S3Client writing;

    private S3Audio(String bucket, S3Client reading, S3Client writing) {
        this.bucket = bucket;
        this.reading = reading;
        this.writing = writing;
    }

    static S3Audio at(URI url, S3Properties settings) {
        return new S3Audio(settings.bucket(), client(url, settings, READ), client(url, settings, WRITE));
    }

    private static S3Client client(URI url, S3Properties settings, Duration answer) {
        var proxy = ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariablesValues(false)
                .build();
        return S3Client.builder()
                .endpointOverride(url)
                .region(Region.of(settings.region()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        settings.key().reveal(), settings.secret().reveal())))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(all -> all.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .defaultProfileFile(ProfileFile.aggregator().build()))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(answer)
                        .proxyConfiguration(proxy)
                        .build())
                .build();
    }

    private static String name(AudioKey key) {
        return "v1/" + key.hex().substring(0, 2) + "/" + key.hex();
    }

    @Override
    public @Nullable SharedLabel find(AudioKey key) throws IOException {
        HeadObjectResponse head = answer(() -> head(key));
        String description = head == null ? null : head.metadata().get(DESCRIPTION);
        if (head == null || description == null) {
            return null;
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(description);
            SharedLabel label = JsonMapper.shared().readValue(json, SharedLabel.class);
            return label != null && label.size() == head.contentLength() ? label : null;
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable HeadObjectResponse head(AudioKey key) {
        try {
            return reading.headObject(request -> request.bucket(bucket).key(name(key)));
        } catch (NoSuchKeyException e) {
            return null;
        }
    }

    @Override
    public InputStream open(AudioKey key, long offset) throws IOException {
        return answer(() -> reading.getObject(
                request -> request.bucket(bucket).key(name(key)).range("bytes=" + offset + "-")));
    }

    @Override
    public void keep(AudioKey key, SharedLabel label, Content content) throws IOException {
        byte[] json = JsonMapper.shared().writeValueAsString(label).getBytes(StandardCharsets.UTF_8);
        String description = Base64.getUrlEncoder().withoutPadding().encodeToString(json);
        if (description.length() > MOST_DESCRIPTION) {
            return;
        }
        RequestBody body =
                RequestBody.fromContentProvider(() -> opened(content), label.size(), "application/octet-stream");
        answer(() -> writing.putObject(
                request -> request.bucket(bucket).key(name(key)).metadata(Map.of(DESCRIPTION, description)), body));
    }

    private static InputStream opened(Content content) {
        try {
            return content.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(AudioKey key) throws IOException {
        answer(() -> reading.deleteObject(request -> request.bucket(bucket).key(name(key))));
    }

    private static <T extends @Nullable Object> T answer(Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (SdkException | UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
