package dev.muzon.voice.session;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.ChatRef;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class JournalTest {
    private static final ChatRef CHAT = ChatRef.of(-1);
    private static final PlayerRules RULES =
            new PlayerRules(10, Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMinutes(15), AloneRules.OFF);

    private final SessionTestContext world = new SessionTestContext();
    private final CompletableFuture<Void> fenced = new CompletableFuture<>();
    private final Journal journal = world.journals.of(PlayerId.of(CHAT), 1, () -> fenced.complete(null));

    @AfterEach
    void close() {
        journal.close();
        world.close();
    }

    @Test
    void aTrackThatPlaysOnIsSavedByItsPositionAlone() throws Exception {
        PlayerSnapshot playing = playing();
        write(playing);

        write(playing.at(Duration.ofSeconds(5)));
        write(playing.at(Duration.ofSeconds(10)));

        assertThat(world.savedPositions).hasValue(2);
        assertThat(world.players.find(PlayerId.of(CHAT)))
                .contains(new PlayerStore.Saved(playing.at(Duration.ofSeconds(10)), List.of()));
    }

    @Test
    void aFormerOwnerIsFencedByItsPositionToo() throws Exception {
        PlayerSnapshot playing = playing();
        write(playing);
        world.players.save(new PlayerStore.Saved(playing, List.of()), 2);

        assertThatThrownBy(() -> write(playing.at(Duration.ofSeconds(5)))).hasMessageContaining("no longer owns");

        fenced.get(1, TimeUnit.MINUTES);
    }

    @Test
    void anOutageOfTheStoreStandsInTheLogOnceAndItsEndOnce(CapturedOutput output) throws Exception {
        Journal another = world.journals.of(new PlayerId(-2), 1, () -> {});
        world.savesAway = true;
        List<CompletableFuture<Void>> writes =
                List.of(journal.write(playing(), List.of()), another.write(playing(), List.of()));
        await().until(() -> world.failedSaves.get() >= 6);

        world.savesAway = false;
        for (CompletableFuture<Void> write : writes) {
            write.get(1, TimeUnit.MINUTES);
        }

        await().until(() -> output.getAll().contains("MongoDB answers again"));
        assertThat(output.getAll()).containsOnlyOnce("Saving the player: store.unavailable");
        assertThat(output.getAll()).containsOnlyOnce("MongoDB answers again");
        another.close();
    }

    @Test
    void anOutageKeepsTheNewestSnapshotAloneHoweverLongItLasts() throws Exception {
        PlayerSnapshot playing = playing();
        world.savesAway = true;
        var _ = journal.write(playing.at(Duration.ofSeconds(1)), List.of());
        await().until(() -> world.failedSaves.get() >= 1);

        Set<CompletableFuture<Void>> waiting = new HashSet<>();
        for (int second = 2; second < 1000; second++) {
            waiting.add(journal.write(playing.at(Duration.ofSeconds(second)), List.of()));
        }

        assertThat(waiting).hasSize(1);
        world.savesAway = false;
        waiting.iterator().next().get(1, TimeUnit.MINUTES);
        assertThat(world.players.find(PlayerId.of(CHAT)).orElseThrow().player().position())
                .isEqualTo(Duration.ofSeconds(999));
    }

    @Test
    void anOutageOfHoursKeepsTheNewestEventsAndCountsTheOthers() throws Exception {
        PlayerSnapshot playing = playing();
        world.savesAway = true;
        CompletableFuture<Void> last = journal.write(playing, List.of());
        await().until(() -> world.failedSaves.get() >= 1);
        PlayerEvent changed = new PlayerEvent.PlayerChanged(CHAT, new Player(playing, RULES, world.time).view());
        for (int i = 1; i <= 5000; i++) {
            last = journal.write(playing.at(Duration.ofSeconds(i)), List.of(new Effect.Tell("changed" + i, changed)));
        }

        world.savesAway = false;
        last.get(1, TimeUnit.MINUTES);

        assertThat(world.published).hasSizeLessThanOrEqualTo(WaitingEvents.MANY).containsKey("changed5000");
        assertThat(world.droppedEvents.count()).isEqualTo(5000 - world.published.size());
    }

    private void write(PlayerSnapshot snapshot) throws Exception {
        journal.write(snapshot, List.of()).get(1, TimeUnit.MINUTES);
    }

    private PlayerSnapshot playing() {
        Player player = new Player(PlayerSnapshot.unused(CHAT), RULES, world.time);
        player.enqueue(new EnqueueTracks("tg:1", CHAT, ANN, List.of(song("a")), 0));
        return player.snapshot();
    }
}
