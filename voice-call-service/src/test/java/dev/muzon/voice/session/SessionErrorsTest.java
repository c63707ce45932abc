package dev.muzon.voice.session;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.voice.player.AloneRules;
import dev.muzon.voice.player.Player;
import dev.muzon.voice.player.PlayerRules;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.PlayerStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tests that no Error leaves a chat with a session that does nothing and keeps its lease. */
@ExtendWith(OutputCaptureExtension.class)
class SessionErrorsTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final SessionTestContext world = new SessionTestContext();
    private final Sessions sessions = world.sessions();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aSessionThatThrewAnErrorIsRebuiltAndAnswers() throws Exception {
        world.brokenSources.set(1);

        assertThatThrownBy(() -> enqueue(-1)).hasRootCauseInstanceOf(OutOfMemoryError.class);

        assertThat(enqueue(-1)).isTrue();
        assertThat(view(-1).current()).extracting(QueueEntry::id).isEqualTo("tg:1/0");
    }

    // Of what people did only four kinds of commands stood in the log, also where they changed nothing.
    @Test
    void whatPeopleChangedLeftNoTraceInTheLog(CapturedOutput output) throws Exception {
        enqueue(-1);
        for (PlayerCommand command : List.of(
                new PlayerCommand.SetMuted(true),
                new PlayerCommand.SetMuted(true),
                new PlayerCommand.Stay(true),
                new PlayerCommand.Skip(1),
                new PlayerCommand.Undo())) {
            sessions.local(new PlayerId(-1))
                    .durably(driver -> driver.command(new CommandRequest(command, null, ANN)))
                    .get(1, TimeUnit.MINUTES);
        }

        for (String asked : List.of("SetMuted[muted=true]", "Stay[on=true]", "Skip[count=1]", "Undo[]")) {
            assertThat(output.getAll()).containsOnlyOnce(asked + " asked for by " + ANN.id());
        }
    }

    @Test
    void aSessionThatCannotBeRebuiltReleasesItsChat() throws Exception {
        savePlaying(-1);
        world.brokenSources.set(Integer.MAX_VALUE);

        sessions.takeOver();

        await().atMost(LIMIT).until(() -> sessions.local(new PlayerId(-1)) == null);
        assertThat(world.leases.holder("player:-1")).isEmpty();
        assertThat(world.players.find(new PlayerId(-1)).orElseThrow().player().active())
                .isTrue();
    }

    @Test
    void aPlayerThatCannotBeReadDoesNotStopTheTakeOverOfOthers() throws Exception {
        savePlaying(-1);
        savePlaying(-2);
        savePlaying(-3);
        world.unreadableChat = -2;

        sessions.takeOver();

        assertThat(sessions.local(new PlayerId(-1))).isNotNull();
        assertThat(sessions.local(new PlayerId(-2))).isNull();
        assertThat(sessions.local(new PlayerId(-3))).isNotNull();
        assertThat(world.leases.holder("player:-2")).isEmpty();
    }

    @Test
    void aJoinThatThrewAnErrorIsTriedAgainAfterTheBackoff() throws Exception {
        world.brokenJoins.set(1);
        enqueue(-1);

        await().atMost(LIMIT).until(() -> {
            world.clock.advance(Duration.ofSeconds(1));
            return world.joins.get() >= 2;
        });
    }

    @Test
    void anErrorOfTheStoreIsTriedAgain() throws Exception {
        world.brokenSaves.set(2);

        assertThat(enqueue(-1)).isTrue();

        assertThat(world.players.find(new PlayerId(-1))).isPresent();
    }

    @Test
    void aSaveThatCanNeverSucceedIsGivenUpAndLaterOnesAreWritten() throws Exception {
        world.brokenSave = () -> new AssertionError("document too large");
        world.brokenSaves.set(Integer.MAX_VALUE);
        assertThatThrownBy(() -> enqueue(-1)).hasMessageContaining("document too large");

        world.brokenSaves.set(0);
        sessions.local(new PlayerId(-1))
                .durably(driver -> driver.enqueue(request(-1, "tg:2"), null))
                .get(1, TimeUnit.MINUTES);

        assertThat(world.players.find(new PlayerId(-1)).orElseThrow().player().upcoming())
                .hasSize(1);
        assertThat(world.published).containsKey("event:-1:tg:2:queued");
    }

    @Test
    void eventsArePublishedThoughTheirStateCannotBeSaved() throws Exception {
        enqueue(-1);
        world.brokenSaves.set(Integer.MAX_VALUE);

        assertThatThrownBy(() -> sessions.local(new PlayerId(-1))
                        .durably(driver -> driver.enqueue(request(-1, "tg:2"), null))
                        .get(1, TimeUnit.MINUTES))
                .hasMessageContaining("StackOverflowError");

        assertThat(world.published).containsKey("event:-1:tg:2:queued");
    }

    private boolean enqueue(long chatId) throws Exception {
        Owner.Local owner = (Owner.Local) sessions.owner(ChatRef.of(chatId));
        return owner.session()
                .durably(driver -> driver.enqueue(request(chatId, "tg:1"), null))
                .get(1, TimeUnit.MINUTES);
    }

    private PlayerView view(long chatId) throws Exception {
        return sessions.local(new PlayerId(chatId)).view().get(1, TimeUnit.MINUTES);
    }

    private void savePlaying(long chatId) {
        PlayerRules rules = new PlayerRules(
                10, Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMinutes(15), AloneRules.OFF);
        Player player = new Player(PlayerSnapshot.unused(ChatRef.of(chatId)), rules, world.time);
        player.enqueue(request(chatId, "tg:1"));
        world.players.save(new PlayerStore.Saved(player.snapshot(), List.of()), 0);
    }

    private static EnqueueTracks request(long chatId, String id) {
        return new EnqueueTracks(id, ChatRef.of(chatId), ANN, List.of(song("a")), 0);
    }
}
