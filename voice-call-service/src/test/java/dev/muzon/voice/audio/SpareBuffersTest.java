package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.voice.audio.Decoder.Sink;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpareBuffersTest {
    private final AtomicInteger made = new AtomicInteger();
    private final SpareBuffers<byte[]> buffers = new SpareBuffers<>(() -> {
        made.incrementAndGet();
        return new byte[10];
    });

    @TempDir
    Path folder;

    @Test
    void twoUsersAtOnceHaveSeparateBuffers() {
        assertThat(buffers.take()).isNotSameAs(buffers.take());
    }

    @Test
    void thereAreAsManyBuffersAsUsersAtOnce() {
        for (int track = 0; track < 100; track++) {
            byte[] one = buffers.take();
            byte[] other = buffers.take();
            buffers.giveBack(one);
            buffers.giveBack(other);
        }

        assertThat(made).hasValue(2);
    }

    @Test
    void tracksThatFollowEachOtherAreDecodedThroughOneBuffer() throws Exception {
        byte[] media = new PlayedSound(folder).media(Sound.of(Pcm.SAMPLE_RATE, Sound.sine(0.2, 800)));
        Set<float[]> chunks = Collections.newSetFromMap(new IdentityHashMap<>());

        for (int track = 0; track < 3; track++) {
            decode(new ByteArrayInputStream(media), (sound, _) -> {
                chunks.add(sound);
                return true;
            });
        }

        assertThat(chunks).hasSize(1);
    }

    @Test
    void aDecoderThatFailsLeavesItsBufferToTheNext() throws Exception {
        byte[] media = new PlayedSound(folder).media(Sound.of(Pcm.SAMPLE_RATE, Sound.sine(0.2, 800)));
        Set<float[]> chunks = Collections.newSetFromMap(new IdentityHashMap<>());

        for (int track = 0; track < 3; track++) {
            try {
                decode(new ByteArrayInputStream(media), (sound, _) -> {
                    chunks.add(sound);
                    throw new InterruptedException("closed");
                });
            } catch (InterruptedException closed) {
                assertThat(closed).hasMessage("closed");
            }
        }

        assertThat(chunks).hasSize(1);
    }

    private static void decode(InputStream media, Sink sink) throws Exception {
        try (Decoder decoder = Decoder.start(PlayedSound.FFMPEG, Duration.ZERO, SoundFilters.NONE)) {
            assertThat(decoder.run(media, sink).samples()).isEqualTo(Pcm.SAMPLE_RATE);
        }
    }
}
