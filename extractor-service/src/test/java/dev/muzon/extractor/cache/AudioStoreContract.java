package dev.muzon.extractor.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.testkit.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests that every {@link AudioStore} passes. It keeps 1 MB for seven days. */
abstract class AudioStoreContract {
    static final AudioKey KEY = AudioKey.of("direct", "a");
    static final AudioKey OTHER = AudioKey.of("direct", "b");

    final TestClock clock = TestClock.create();

    abstract AudioStore store();

    static byte[] sound(int size) {
        byte[] sound = new byte[size];
        new Random(size).nextBytes(sound);
        return sound;
    }

    static AudioLabel label(Instant checked) {
        return new AudioLabel("\"v1\"", "mp3", Duration.ofSeconds(3), true, "mp3", "mp3", checked);
    }

    static void keep(AudioStore store, AudioKey key, byte[] sound) throws IOException {
        try (AudioDraft draft = store.draft(key, sound.length)) {
            assertThat(draft).isNotNull();
            draft.append(sound, sound.length);
            draft.commit(label(Instant.EPOCH), null);
        }
    }

    static byte[] read(StoredAudio stored) throws IOException {
        byte[] all = new byte[(int) stored.size()];
        for (int at = 0; at < all.length; ) {
            at += stored.read(at, all, at, all.length - at);
        }
        return all;
    }

    @Test
    void soundThatWasCommittedIsReadTheSameFromAnywhere() throws Exception {
        byte[] sound = sound(600_000);
        keep(store(), KEY, sound);
        try (StoredAudio stored = store().find(KEY)) {
            assertThat(stored).isNotNull();
            assertThat(stored.label()).isEqualTo(label(Instant.EPOCH));
            byte[] end = new byte[3];
            assertThat(stored.read(sound.length - 3, end, 0, 3)).isEqualTo(3);
            assertThat(end).isEqualTo(Arrays.copyOfRange(sound, sound.length - 3, sound.length));
            assertThat(read(stored)).isEqualTo(sound);
        }
    }

    @Test
    void unfinishedSoundIsReadByItsWriterOnly() throws Exception {
        byte[] sound = sound(1000);
        try (AudioDraft draft = store().draft(KEY, 2000)) {
            assertThat(draft).isNotNull();
            draft.append(sound, 1000);
            byte[] behind = new byte[1000];
            assertThat(draft.read(0, behind, 0, 1000)).isEqualTo(1000);
            assertThat(behind).isEqualTo(sound);
            assertThat(store().find(KEY)).isNull();
            assertThatThrownBy(() -> draft.commit(label(Instant.EPOCH), null)).isInstanceOf(IOException.class);
        }
        assertThat(store().find(KEY)).isNull();
        keep(store(), KEY, sound);
    }

    @Test
    void oneSoundHasOneWriterAtATime() throws Exception {
        AudioDraft first = store().draft(KEY, 1000);
        assertThat(first).isNotNull();
        assertThat(store().draft(KEY, 1000)).isNull();
        first.close();
        keep(store(), KEY, sound(1000));
    }

    @Test
    void theLeastRecentlyPlayedSoundMakesRoom() throws Exception {
        keep(store(), KEY, sound(400_000));
        clock.advance(Duration.ofMinutes(1));
        keep(store(), OTHER, sound(400_000));
        clock.advance(Duration.ofMinutes(1));
        try (StoredAudio played = store().find(KEY)) {
            assertThat(played).isNotNull();
        }
        keep(store(), AudioKey.of("direct", "c"), sound(400_000));
        assertThat(store().find(OTHER)).isNull();
        try (StoredAudio kept = store().find(KEY)) {
            assertThat(kept).isNotNull();
        }
    }

    @Test
    void soundThatIsPlayedAndSoundThatIsFetchedKeepTheirRoom() throws Exception {
        keep(store(), KEY, sound(400_000));
        try (StoredAudio playing = store().find(KEY);
                AudioDraft fetching = store().draft(OTHER, 400_000)) {
            assertThat(fetching).isNotNull();
            assertThat(store().draft(AudioKey.of("direct", "c"), 400_000)).isNull();
            assertThat(playing).isNotNull();
            assertThat(read(playing)).isEqualTo(sound(400_000));
        }
        keep(store(), AudioKey.of("direct", "c"), sound(400_000));
    }

    @Test
    void soundThatWasKeptLongEnoughIsNotFoundHoweverOftenItWasPlayed() throws Exception {
        keep(store(), KEY, sound(1000));
        clock.advance(Duration.ofDays(6));
        try (StoredAudio played = store().find(KEY)) {
            assertThat(played).isNotNull();
        }
        clock.advance(Duration.ofDays(2));
        assertThat(store().find(KEY)).isNull();
    }

    @Test
    void aDescriptionIsReplaced() throws Exception {
        keep(store(), KEY, sound(1000));
        store().describe(KEY, label(clock.instant()));
        try (StoredAudio stored = store().find(KEY)) {
            assertThat(stored).isNotNull();
            assertThat(stored.label()).isEqualTo(label(clock.instant()));
            assertThat(read(stored)).isEqualTo(sound(1000));
        }
    }

    @Test
    void discardedSoundIsReadToItsEndByThoseWhoHaveIt() throws Exception {
        keep(store(), KEY, sound(1000));
        try (StoredAudio stored = store().find(KEY)) {
            store().discard(KEY, AudioStore.Reason.CHANGED);
            assertThat(store().find(KEY)).isNull();
            assertThat(stored).isNotNull();
            assertThat(read(stored)).isEqualTo(sound(1000));
        }
    }
}
