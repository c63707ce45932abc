package dev.muzon.voice.session;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.voice.player.AloneRules;
import dev.muzon.voice.player.Effect;
import dev.muzon.voice.player.Player;
import dev.muzon.voice.player.PlayerRules;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SavedPlayerTest {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final PlayerRules RULES =
            new PlayerRules(10, Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMinutes(15), AloneRules.OFF);

    private final SessionTestContext world = new SessionTestContext();
    private final Journal journal = world.journals.of(PlayerId.of(CHAT), 1, () -> {});
    private final PlayerSnapshot playing = playing();
    private final SavedPlayer saved = saved(List.of());

    @AfterEach
    void close() {
        saved.close();
        world.close();
    }

    @Test
    void thatTheMusicWentOnIsWrittenOnlyWhenItIsTime() {
        CompletableFuture<?> before = saved.lastWrite();

        saved.save(playing.at(Duration.ofSeconds(4)), List.of());
        assertThat(saved.lastWrite()).isSameAs(before);
        world.clock.advance(EVERY);
        saved.save(playing.at(Duration.ofSeconds(9)), List.of());

        assertThat(saved.lastWrite()).isNotSameAs(before);
        assertThat(saved.last().position()).isEqualTo(Duration.ofSeconds(9));
        assertThat(saved.nextSave()).isEqualTo(world.time.instant().plus(EVERY));
    }

    @Test
    void aSessionThatEndsWritesThePositionAtOnce() throws Exception {
        saved.saveAll(playing.at(Duration.ofSeconds(4)), List.of());

        saved.lastWrite().get(1, TimeUnit.MINUTES);

        assertThat(world.players.find(PlayerId.of(CHAT)).orElseThrow().player().position())
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void eventsAreWrittenAlthoughTheStateIsTheSame() throws Exception {
        saved.save(playing, List.of(new Effect.Tell("event", changed())));

        saved.lastWrite().get(1, TimeUnit.MINUTES);

        assertThat(world.published).containsKey("event");
    }

    @Test
    void eventsThatAFormerOwnerDidNotPublishAreWrittenFirst() throws Exception {
        SavedPlayer found = saved(List.of(new Effect.Tell("unsaid", changed())));

        found.lastWrite().get(1, TimeUnit.MINUTES);

        assertThat(world.published).containsKey("unsaid");
    }

    private SavedPlayer saved(List<Effect.Tell> unsaid) {
        return new SavedPlayer(new PlayerStore.Saved(playing, unsaid), journal, EVERY, world.time);
    }

    private PlayerEvent changed() {
        return new PlayerEvent.PlayerChanged(CHAT, new Player(playing, RULES, world.time).view());
    }

    private PlayerSnapshot playing() {
        Player player = new Player(PlayerSnapshot.unused(CHAT), RULES, world.time);
        player.enqueue(new EnqueueTracks("tg:1", CHAT, ANN, List.of(song("a")), 0));
        return player.snapshot();
    }
}
