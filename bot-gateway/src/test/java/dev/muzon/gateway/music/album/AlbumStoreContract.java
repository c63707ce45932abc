package dev.muzon.gateway.music.album;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The contract of every store of albums. */
abstract class AlbumStoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AlbumStore.Key ALBUM = new AlbumStore.Key(-1, "13");

    abstract AlbumStore store();

    static TelegramFile file(String id) {
        return new TelegramFile(id, "u" + id, "Title of " + id, null, id + ".mp3", Duration.ofSeconds(61), 5L);
    }

    @Test
    void anUnknownAlbumIsEmpty() {
        assertThat(store().items(new AlbumStore.Key(-99, "13"))).isEmpty();
    }

    @Test
    void itemsComeInTheOrderOfTheirMessagesAndOnlyOnce() {
        AlbumStore store = store();
        store.add(ALBUM, 101, file("c"), NOW);
        store.add(ALBUM, 9, file("a"), NOW);
        store.add(ALBUM, 100, file("b"), NOW);
        store.add(ALBUM, 9, file("a"), NOW);
        assertThat(store.items(ALBUM)).containsExactly(file("a"), file("b"), file("c"));
    }

    @Test
    void albumsOfOtherChatsAreOthers() {
        AlbumStore store = store();
        store.add(new AlbumStore.Key(-2, "13"), 1, file("x"), NOW);
        store.add(new AlbumStore.Key(-3, "13"), 1, file("y"), NOW);
        assertThat(store.items(new AlbumStore.Key(-2, "13"))).containsExactly(file("x"));
    }

    @Test
    void anAlbumHasAtMostTenItems() {
        AlbumStore store = store();
        var album = new AlbumStore.Key(-4, "13");
        for (int i = 1; i <= 12; i++) {
            store.add(album, i, file("f" + i), NOW);
        }
        assertThat(store.items(album)).hasSize(10).startsWith(file("f1"));
    }

    @Test
    void oldAlbumsAreForgotten() {
        AlbumStore store = store();
        var old = new AlbumStore.Key(-5, "13");
        var young = new AlbumStore.Key(-5, "14");
        store.add(old, 1, file("x"), NOW);
        store.add(young, 2, file("y"), NOW.plusSeconds(10));
        store.forgetBefore(NOW.plusSeconds(5));
        assertThat(store.items(old)).isEmpty();
        assertThat(store.items(young)).hasSize(1);
    }
}
