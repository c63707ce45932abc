package dev.muzon.extractor.cache.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.extractor.cache.AudioKey;
import dev.muzon.extractor.cache.SharedAudio;
import dev.muzon.extractor.cache.SharedAudioContract;
import dev.muzon.extractor.cache.SharedLabel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a real service of S3. */
@Timeout(120)
class S3AudioTest extends SharedAudioContract {
    private static final AudioKey KEY = new AudioKey("00".repeat(32));

    @TempDir
    static Path folder;

    private static S3Service service;
    private SharedAudio store;

    @BeforeAll
    static void startService() throws Exception {
        service = S3Service.in(folder);
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @BeforeEach
    void open() {
        store = service.store("secret");
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
        try (SharedAudio stranger = service.store("guessed")) {
            assertThatThrownBy(() -> stranger.find(KEY)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aServiceThatIsAwayIsAFailureOfTheStore() {
        try (SharedAudio away = S3Service.store(URI.create("http://127.0.0.1:1"), "secret")) {
            assertThatThrownBy(() -> away.find(KEY)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aServiceThatDiesWhileSoundIsReadIsAFailureOfTheStore(@TempDir Path other) throws Exception {
        try (S3Service dying = S3Service.in(other);
                SharedAudio kept = dying.store("secret")) {
            var label = new SharedLabel(1, 40 << 20, null, null, null);
            kept.keep(KEY, label, () -> new ByteArrayInputStream(new byte[40 << 20]));
            try (InputStream sound = kept.open(KEY, 0)) {
                assertThat(sound.readNBytes(1000)).hasSize(1000);
                dying.kill();
                assertThatThrownBy(sound::readAllBytes).isInstanceOf(IOException.class);
            }
        }
    }
}
