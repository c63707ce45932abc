package dev.muzon.extractor.cache.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.extractor.cache.AudioKey;
import dev.muzon.extractor.cache.SharedAudio;
import dev.muzon.extractor.cache.SharedAudioContract;
import dev.muzon.runtime.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a real service of S3 in a process of its own. */
@Timeout(120)
class S3AudioTest extends SharedAudioContract {
    private static final Pattern LISTENING = Pattern.compile("ServerConnector@\\w+\\{.*\\{127\\.0\\.0\\.1:(\\d+)\\}");

    @TempDir
    static Path folder;

    private static Process service;
    private static URI url;
    private SharedAudio store;

    @BeforeAll
    static void startService() throws Exception {
        Files.createDirectories(folder.resolve("data/muzon"));
        Path settings = Files.writeString(folder.resolve("s3proxy.conf"), """
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=muzon
            s3proxy.credential=secret
            s3proxy.endpoint=http://127.0.0.1:0
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            jclouds.identity=none
            jclouds.credential=none
            """.formatted(folder.resolve("data")));
        service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-jar",
                        Path.of("target/s3proxy/s3proxy.jar").toAbsolutePath().toString(),
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .start();
        var output = service.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                url = URI.create("http://127.0.0.1:" + listening.group(1));
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return;
            }
        }
        throw new IllegalStateException("the service of S3 did not start");
    }

    @AfterAll
    static void stopService() {
        service.destroyForcibly();
    }

    private static SharedAudio store(URI url, String secret) {
        return S3Audio.at(url, new S3Properties(url, "muzon", "us-east-1", new Secret("muzon"), new Secret(secret)));
    }

    @BeforeEach
    void open() {
        store = store(url, "secret");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected SharedAudio store() {
        return store;
    }

    @Test
    void aWrongSecretIsAFailureOfTheStore() {
        try (SharedAudio stranger = store(url, "guessed")) {
            assertThatThrownBy(() -> stranger.find(new AudioKey("00".repeat(32))))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aServiceThatIsAwayIsAFailureOfTheStore() {
        try (SharedAudio away = store(URI.create("http://127.0.0.1:1"), "secret")) {
            assertThatThrownBy(() -> away.find(new AudioKey("00".repeat(32)))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aBucketNeedsAKeyAndItsSecret() {
        var nobody = new S3Properties(url, "muzon", "us-east-1", new Secret(""), new Secret(""));
        assertThat(nobody.problems()).hasSize(1);
        var off = new S3Properties(null, "muzon", "us-east-1", new Secret(""), new Secret(""));
        assertThat(off.problems()).isEmpty();
    }
}
