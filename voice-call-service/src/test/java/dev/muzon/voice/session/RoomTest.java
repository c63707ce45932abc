package dev.muzon.voice.session;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.CommandRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of who gets a place of an instance that carries three players. */
class RoomTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final URI THERE = URI.create("http://127.0.0.1:2");
    private static final long ASKER = -9;

    private final SessionTestContext world = new SessionTestContext();
    private final Sessions sessions = world.sessions();
    private final Players players =
            new Players(sessions, new NoOtherInstance(), SessionTestContext.RULES, world.time, world.clock);

    @BeforeEach
    void answerJoins() {
        world.joinsAnswered = true;
    }

    @AfterEach
    void close() {
        world.mayLeave.complete(null);
        world.close();
    }

    // Chats that stayed without music held every place for good, and no other chat got any.
    @Test
    void aPlayerThatOnlyStaysGivesItsPlaceToASongThatPlaysThen() throws Exception {
        world.save(-1, _ -> {});
        world.save(-2, _ -> {});
        fillWithStaying(-3);

        assertNoRoom(songFor(ASKER));
        players.makeRoom(songFor(ASKER));

        await().atMost(LIMIT).until(() -> sessions.local(new PlayerId(-3)) == null);
        players.enqueue(songFor(ASKER), false);
        assertThat(players.view(new PlayerId(ASKER), false).state()).isEqualTo(PlayerState.STARTING);
        assertThat(sessions.local(new PlayerId(ASKER))).isNotNull();
        assertThat(List.of(-1L, -2L)).allMatch(chat -> placeOf(chat) == Place.NEEDED);
    }

    // Three presses of /pause in idle groups emptied an instance of everybody who stayed.
    @Test
    void whateverStartedNoMusicThrewOutPlayersThatStay() throws Exception {
        fillWithStaying(-1, -2, -3);
        world.save(ASKER, player -> {
            player.command(new CommandRequest(new PlayerCommand.Pause(), null, ANN));
            player.lineGone(Failure.of(FailureCode.VOICE_CHAT_ENDED, "ended"));
        });
        new InstanceLeases(world.leases, new SessionTestContext.Identity("other#1", THERE), Duration.ofSeconds(8))
                .acquire("player:-8");

        assertThat(sessions.owner(ChatRef.of(-8))).isEqualTo(new Owner.Remote(THERE));
        assertRefused(-7, new PlayerCommand.Pause(), FailureCode.NOTHING_PLAYING);
        assertRefused(-7, new PlayerCommand.SetVolume(50), FailureCode.NO_ROOM);
        players.makeRoom(new StopPlayer(ChatRef.of(ASKER), 5));
        players.makeRoom(songFor(ASKER)); // it waits behind a pause that a person made

        assertThat(stayingOf(-1, -2, -3)).hasSize(3);
    }

    // A request came back twice a second, and each time another player had to leave for it.
    @Test
    void eachAttemptAtTheSameSongThrewAnotherPlayerOut() throws Exception {
        fillWithStaying(-1, -2, -3);
        world.mayLeave = new CompletableFuture<>();

        for (int attempt = 0; attempt < 10; attempt++) {
            assertNoRoom(songFor(ASKER));
            assertThat(players.makeRoom(songFor(ASKER))).isTrue();
            assertThat(stayingOf(-1, -2, -3)).hasSize(2);
        }

        world.mayLeave.complete(null);
        await().atMost(LIMIT)
                .until(() -> LongStream.of(-1, -2, -3).anyMatch(chat -> sessions.local(new PlayerId(chat)) == null));
        assertThat(players.makeRoom(songFor(ASKER)))
                .as("a place is free by now")
                .isTrue();
        players.enqueue(songFor(ASKER), false);
        assertThat(stayingOf(-1, -2, -3)).hasSize(2);
    }

    // What arrived between the question and its answer made it look as if it stayed.
    @Test
    void aPlayerThatWasAskedForItsPlaceWasAskedAgainBeforeItCouldAnswer() throws Exception {
        fillWithStaying(-1);
        Session session = sessions.local(new PlayerId(-1));
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> busy = new CompletableFuture<>();
        var _ = session.durably(_ -> {
            busy.complete(null);
            asked.join();
        });
        busy.get(1, TimeUnit.MINUTES);
        CompletableFuture<?> looked = session.view();
        assertThat(session.giveWay()).isTrue();
        world.mayLeave = new CompletableFuture<>();

        asked.complete(null);
        looked.get(1, TimeUnit.MINUTES);

        assertThat(session.giveWay()).isFalse();
        assertThat(session.place()).isEqualTo(Place.LEFT);
    }

    @Test
    void eachSongHasAPlayerOfItsOwnLeaveUntilNoneIsLeft() throws Exception {
        fillWithStaying(-1, -2, -3);
        world.mayLeave = new CompletableFuture<>();

        for (long chat = -9; chat >= -11; chat--) {
            assertThat(players.makeRoom(songFor(chat))).isTrue();
        }

        assertThat(stayingOf(-1, -2, -3)).isEmpty();
        assertThat(players.makeRoom(songFor(-12))).isFalse();
    }

    @Test
    void aPlayerThatLeavesAnywayIsEnough() throws Exception {
        fillWithStaying(-1, -2, -3);
        world.mayLeave = new CompletableFuture<>();
        command(-1, new PlayerCommand.Stop());
        await().atMost(LIMIT).until(() -> placeOf(-1) == Place.LEFT);

        assertThat(players.makeRoom(songFor(ASKER))).isTrue();

        assertThat(stayingOf(-2, -3)).hasSize(2);
    }

    // Its last word on its place was "only stays", however long the store kept its last state waiting.
    @Test
    void aPlayerThatHadRetiredWasAskedForItsPlaceAgain() throws Exception {
        fillWithStaying(-1, -2, -3);
        world.savesAway = true;
        command(-1, new PlayerCommand.SetVolume(50));
        sessions.local(new PlayerId(-1)).drain();
        await().atMost(LIMIT).until(() -> sessions.local(new PlayerId(-1)).view() == null);

        assertThat(sessions.local(new PlayerId(-1)).giveWay()).isFalse();
        assertThat(players.makeRoom(songFor(ASKER))).isTrue();
        assertThat(stayingOf(-2, -3)).as("the place of the other becomes free").hasSize(2);
        world.savesAway = false;
    }

    @Test
    void aCommandThatStartsMusicIsCarriedOutOnThePlaceOfAPlayerThatStays() throws Exception {
        fillWithStaying(-1, -2, -3);
        world.save(ASKER, player -> {
            player.command(new CommandRequest(new PlayerCommand.Pause(), null, ANN));
            player.lineGone(Failure.of(FailureCode.VOICE_CHAT_ENDED, "ended"));
        });

        assertThat(command(ASKER, new PlayerCommand.Resume()).state()).isEqualTo(PlayerState.STARTING);

        assertThat(stayingOf(-1, -2, -3)).hasSize(2);
    }

    // Music of an instance that was gone stayed silent, because others stayed where nothing played.
    @Test
    void musicWithoutAnOwnerWaitedForGoodBehindPlayersThatStay() throws Exception {
        fillWithStaying(-1, -2, -3);
        world.save(ASKER, _ -> {});

        sessions.takeOver();
        assertThat(stayingOf(-1, -2, -3)).as("another instance may have room").hasSize(3);
        sessions.takeOver();

        await().atMost(LIMIT)
                .until(() -> LongStream.of(-1, -2, -3).anyMatch(chat -> sessions.local(new PlayerId(chat)) == null));
        sessions.takeOver();
        assertThat(sessions.local(new PlayerId(ASKER))).isNotNull();
        assertThat(stayingOf(-1, -2, -3)).hasSize(2);
    }

    @Test
    void musicThatPlaysElsewhereTakesNobodysPlace() throws Exception {
        fillWithStaying(-1, -2, -3);
        world.save(ASKER, _ -> {});
        new InstanceLeases(world.leases, new SessionTestContext.Identity("other#1", THERE), Duration.ofSeconds(8))
                .acquire("player:" + ASKER);

        sessions.takeOver();
        sessions.takeOver();

        assertThat(stayingOf(-1, -2, -3)).hasSize(3);
    }

    @Test
    void musicIsTakenOverBeforePlayersThatOnlyStay() throws Exception {
        for (long chat = -1; chat >= -20; chat--) {
            world.saveStaying(chat);
        }
        LongStream.of(-21, -22, -23).forEach(chat -> world.save(chat, _ -> {}));

        sessions.takeOver();

        assertThat(LongStream.of(-21, -22, -23)).allMatch(chat -> sessions.local(new PlayerId(chat)) != null);
    }

    private void fillWithStaying(long... chats) throws InterruptedException {
        LongStream.of(chats).forEach(world::saveStaying);
        sessions.takeOver();
        await().atMost(LIMIT).until(() -> LongStream.of(chats).allMatch(chat -> placeOf(chat) == Place.SPARE));
    }

    private Place placeOf(long chat) {
        return sessions.local(new PlayerId(chat)).place();
    }

    /** Returns those that still stay after everything that they were asked so far. */
    private List<Long> stayingOf(long... chats) throws Exception {
        for (long chat : chats) {
            Session session = sessions.local(new PlayerId(chat));
            var view = session == null ? null : session.view();
            if (view != null) {
                view.get(1, TimeUnit.MINUTES);
            }
        }
        return LongStream.of(chats)
                .filter(chat -> sessions.local(new PlayerId(chat)) != null && placeOf(chat) == Place.SPARE)
                .boxed()
                .toList();
    }

    private static EnqueueTracks songFor(long chat) {
        return new EnqueueTracks("tg:9", ChatRef.of(chat), ANN, List.of(song("b")), 0);
    }

    private void assertNoRoom(EnqueueTracks job) {
        assertThatThrownBy(() -> players.enqueue(job, false)).hasMessageContaining("takes no more");
    }

    private PlayerView command(long chat, PlayerCommand command) {
        return players.command(new PlayerId(chat), new CommandRequest(command, null, ANN), false);
    }

    private void assertRefused(long chat, PlayerCommand command, FailureCode code) {
        assertThatThrownBy(() -> command(chat, command))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(code));
    }
}
