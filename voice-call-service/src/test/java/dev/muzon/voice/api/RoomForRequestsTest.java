package dev.muzon.voice.api;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.runtime.jobs.JobConsumer.Claim;
import dev.muzon.voice.session.Players;
import dev.muzon.voice.session.SessionTestContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of requests at an instance that is full of players that only stay. */
class RoomForRequestsTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final EnqueueTracks REQUEST = requestOf(-9);

    private final SessionTestContext world = new SessionTestContext();
    private final Players players = world.players();
    private final PlayerJobs jobs = new PlayerJobs(players, world.published::put);

    @BeforeEach
    void fillTheInstance() {
        world.joinsAnswered = true;
        for (long chat = -1; chat >= -3; chat--) {
            world.saveStaying(chat);
            players.command(new PlayerId(chat), new CommandRequest(new PlayerCommand.SetVolume(80), null, ANN), false);
            players.view(new PlayerId(chat), false);
        }
    }

    @AfterEach
    void close() {
        world.mayLeave.complete(null);
        world.close();
    }

    // Some had to leave at once, although another instance had room for the songs.
    @Test
    void playersThatStayedLeftBeforeAnotherInstanceCouldTakeTheSongs() {
        world.mayLeave = new CompletableFuture<>();
        for (long chat = -9; chat >= -11; chat--) {
            assertHandedOn(requestOf(chat), Duration.ofMillis(999));
        }

        assertThat(players.makeRoom(requestOf(-12))).as("somebody stays").isTrue();
    }

    @Test
    void aSongGetsThePlaceOfAPlayerThatStaysAndNobodyIsToldMeanwhileThatThereIsNoRoom() {
        world.mayLeave = new CompletableFuture<>();
        assertHandedOn(REQUEST, Duration.ofSeconds(1));
        assertHandedOn(REQUEST, Duration.ofSeconds(6));
        assertThat(world.published).doesNotContainKey("failed:tg:-9");

        world.mayLeave.complete(null);

        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> jobs.handle(REQUEST, new Claim("job", 1, Duration.ofSeconds(7))));
        assertThat(players.view(new PlayerId(-9), false).current()).isNotNull();
        assertThat(world.left).hasSize(1);
    }

    private void assertHandedOn(EnqueueTracks request, Duration age) {
        assertThatThrownBy(() -> jobs.handle(request, new Claim("job", 1, age)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.OWNED_ELSEWHERE));
    }

    private static EnqueueTracks requestOf(long chat) {
        return new EnqueueTracks("tg:" + chat, ChatRef.of(chat), ANN, List.of(song("a")), 0);
    }
}
