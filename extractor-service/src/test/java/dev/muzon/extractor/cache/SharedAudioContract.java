package dev.muzon.extractor.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests that every {@link SharedAudio} passes. */
public abstract class SharedAudioContract {
    private static final AudioKey KEY = AudioKey.of("direct", "a");

    protected abstract SharedAudio store();

    private static byte[] sound(int size) {
        byte[] sound = new byte[size];
        new Random(size).nextBytes(sound);
        return sound;
    }

    private static SharedLabel label(int size, String version) {
        var label = new AudioLabel(
                version, "mp3", Duration.ofSeconds(3), true, "mp3", "mp3", Instant.parse("2026-11-01T00:00:00Z"));
        return new SharedLabel(1, size, "00".repeat(32), Instant.parse("2026-10-31T00:00:00Z"), label);
    }

    private void keep(SharedLabel label) throws IOException {
        store().keep(KEY, label, () -> new ByteArrayInputStream(sound((int) label.size())));
    }

    @Test
    protected void soundIsReadAsItWasStoredFromAnywhere() throws Exception {
        SharedLabel label = label(3_000_000, "\"в1\"");
        keep(label);
        assertThat(store().find(KEY)).isEqualTo(label);
        try (InputStream all = store().open(KEY, 0)) {
            assertThat(all.readAllBytes()).isEqualTo(sound(3_000_000));
        }
        try (InputStream end = store().open(KEY, 2_999_990)) {
            assertThat(end.readAllBytes()).isEqualTo(Arrays.copyOfRange(sound(3_000_000), 2_999_990, 3_000_000));
        }
    }

    @Test
    protected void soundThatWasNeverStoredIsNotFound() throws Exception {
        assertThat(store().find(AudioKey.of("direct", "never"))).isNull();
        assertThatThrownBy(() -> store().open(AudioKey.of("direct", "never"), 0))
                .isInstanceOf(IOException.class);
    }

    @Test
    protected void soundIsReplacedWhole() throws Exception {
        keep(label(1000, "1"));
        keep(label(2000, "2"));
        assertThat(store().find(KEY)).isEqualTo(label(2000, "2"));
    }

    @Test
    protected void removedSoundIsNotFound() throws Exception {
        keep(label(1000, "1"));
        store().remove(KEY);
        assertThat(store().find(KEY)).isNull();
        store().remove(KEY);
    }

    @Test
    protected void soundThatCannotBeReadLeavesWhatWasStored() throws Exception {
        keep(label(1000, "1"));
        assertThatThrownBy(() -> store().keep(KEY, label(5000, "2"), () -> {
                    throw new IOException("the disk is gone");
                }))
                .isInstanceOf(IOException.class);
        assertThat(store().find(KEY)).isEqualTo(label(1000, "1"));
    }
}
