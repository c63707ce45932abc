package dev.muzon.gateway.music.album;

import static dev.muzon.gateway.music.album.AlbumStoreContract.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AlbumsTest {
    private static final long CHAT = -1;

    private final ManualLater later = new ManualLater();
    private final TestClock clock = TestClock.create();
    private final AtomicLong nanos = new AtomicLong();
    private final List<Incoming.AlbumItem> late = new ArrayList<>();
    private final Albums albums = new Albums(new MemoryAlbumStore(), later, clock, nanos::get);

    @Test
    void anAlbumIsWholeWhenNothingHasComeForASecond() {
        var whole = albums.arriving(CHAT, "13", 1, file("a"), late::add);
        arrives(2, "b");
        later.next();
        arrives(3, "c");
        later.next();
        later.next();
        assertThat(whole).isNotDone();
        later.next();
        assertThat(whole).isCompletedWithValueMatching(files -> files.equals(List.of(file("a"), file("b"), file("c"))));
        assertThat(later.next()).isFalse();
        assertThat(later.delays()).containsOnly(Duration.ofMillis(500));
    }

    @Test
    void aLoneSongWaitsOnlyASecond() {
        var whole = albums.arriving(CHAT, "13", 1, file("a"), late::add);
        later.next();
        assertThat(whole).isNotDone();
        later.next();
        assertThat(whole).isCompleted();
    }

    @Test
    void anAlbumThatGoesOnArrivingIsPlayedAfterThreeSeconds() {
        var whole = albums.arriving(CHAT, "13", 1, file("a"), late::add);
        int looks = 0;
        while (later.next()) {
            looks++;
            arrives(looks + 1, "f" + looks);
        }
        assertThat(looks).isEqualTo(6);
        assertThat(whole).isCompletedWithValueMatching(files -> files.size() == 6);
    }

    @Test
    void aSongThatCameMoreThanASecondAfterTheOthersWasNotAskedFor() {
        var whole = albums.arriving(CHAT, "13", 1, file("a"), late::add);
        arrives(2, "b");
        while (later.next()) {}
        assertThat(whole).isCompletedWithValueMatching(files -> files.size() == 2);
        assertThat(late).isEmpty();

        arrives(3, "c");
        arrives(2, "b");
        assertThat(late)
                .extracting(item -> item.file().uniqueId())
                .containsExactly(file("c").uniqueId());

        nanos.addAndGet(Albums.FOLLOWED.plusSeconds(1).toNanos());
        arrives(4, "d");
        assertThat(late).hasSize(1);
    }

    @Test
    void theAnsweredSongIsPlayedAlsoWhenTheAlbumWasNeverSeen() {
        assertThat(albums.known(CHAT, "13", file("a"))).containsExactly(file("a"));
        arrives(1, "a");
        arrives(2, "b");
        assertThat(albums.known(CHAT, "13", file("b"))).containsExactly(file("a"), file("b"));
        assertThat(albums.known(CHAT, "13", file("z"))).containsExactly(file("z"), file("a"), file("b"));
    }

    @Test
    void albumsAreForgottenAfterAWeek() {
        arrives(1, "a");
        arrives(2, "b");
        clock.advance(Duration.ofDays(7).plusSeconds(1));
        albums.forgetOld();
        assertThat(albums.known(CHAT, "13", file("a"))).hasSize(1);
    }

    private void arrives(int messageId, String id) {
        var chat = new Conversation(CHAT, Conversation.Kind.GROUP, "G", null);
        CompletableFuture<?> _ = albums.handle(new Incoming.AlbumItem(1, chat, messageId, "13", file(id)));
    }
}
