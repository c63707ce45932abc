package dev.muzon.voice.session;

import static dev.muzon.voice.player.Tracks.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.voice.player.Player;
import dev.muzon.voice.player.PlayerRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of which instance owns which chats. */
class OwnershipTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration LEASE = SessionTestContext.OWNERSHIP.lease();
    private static final PlayerRules RULES = SessionTestContext.RULES;
    private static final URI THERE = URI.create("http://127.0.0.1:2");

    private final SessionTestContext world = new SessionTestContext();
    private final Sessions sessions = world.sessions();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void oneRenewalKeepsAllChatsOfAnInstance() throws Exception {
        savePlaying(-1, -2, -3);
        sessions.takeOver();
        for (int i = 0; i < 3; i++) {
            world.clock.advance(LEASE.dividedBy(2));
            sessions.renew();
        }

        assertThat(sessions.ownerElsewhere(new PlayerId(-1))).isEmpty();
        assertThat(another("other#1").acquire("player:-1")).isEmpty();
        assertThat(LongStream.of(-1, -2, -3)).allMatch(chatId -> sessions.local(new PlayerId(chatId)) != null);
    }

    @Test
    void theChatsOfAnInstanceThatIsGoneAreTakenWithHigherTokens() {
        InstanceLeases gone = another("other#1");
        Lease former = gone.acquire("player:-1").orElseThrow();
        assertThat(sessions.ownerElsewhere(new PlayerId(-1))).contains(THERE);

        world.clock.advance(LEASE);

        assertThat(sessions.ownerElsewhere(new PlayerId(-1))).isEmpty();
        assertThat(sessions.owner(ChatRef.of(-1)))
                .isInstanceOfSatisfying(
                        Owner.Local.class,
                        owner -> assertThat(owner.session().lease().token()).isGreaterThan(former.token()));
        assertThat(gone.renew()).doesNotContain("player:-1");
    }

    @Test
    void anInstanceThatStoodStillEndsTheSessionsThatOthersTookMeanwhile() throws Exception {
        savePlaying(-1, -2);
        sessions.takeOver();
        world.clock.advance(LEASE);
        assertThat(another("other#1").acquire("player:-1")).isPresent();

        sessions.renew();

        await().atMost(LIMIT).until(() -> sessions.local(new PlayerId(-1)) == null);
        assertThat(sessions.local(new PlayerId(-2))).isNotNull();
    }

    @Test
    void anInstanceKeepsItsChatsWhileTheStoreIsAway() throws Exception {
        savePlaying(-1);
        sessions.takeOver();
        world.storeAway = true;

        assertThatThrownBy(sessions::renew).hasMessage("the store is away");

        assertThat(sessions.local(new PlayerId(-1))
                        .view()
                        .get(1, TimeUnit.MINUTES)
                        .current())
                .isNotNull();
    }

    @Test
    void anInstanceTakesNoMorePlayersThanItCanCarry() throws Exception {
        savePlaying(-1, -2, -3, -4, -5);

        sessions.takeOver();

        List<Long> rest = LongStream.rangeClosed(-5, -1)
                .filter(chatId -> sessions.local(new PlayerId(chatId)) == null)
                .boxed()
                .toList();
        assertThat(rest).hasSize(2);
        assertThat(another("other#1").acquire(new PlayerId(rest.getFirst()).lease()))
                .isPresent();
        assertThat(sessions.owner(ChatRef.of(rest.getFirst()))).isEqualTo(new Owner.Remote(THERE));
        assertThatThrownBy(() -> sessions.owner(ChatRef.of(rest.getLast()))).hasMessageContaining("takes no more");
    }

    @Test
    void playersAreTakenOverOneByOneAndNotAllAtOnce() throws Exception {
        Sessions patient = world.sessions(new OwnershipRules(LEASE, Duration.ofSeconds(2), Duration.ofHours(1), 3));
        savePlaying(-1, -2, -3);
        var interrupted = new CountDownLatch(1);
        Thread takeOver = Thread.ofPlatform().daemon().start(() -> {
            try {
                patient.takeOver();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });

        await().atMost(LIMIT).until(() -> taken(patient) > 0 && takeOver.getState() == Thread.State.TIMED_WAITING);

        assertThat(taken(patient)).isOne();
        takeOver.interrupt();
        assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(taken(patient)).isOne();
    }

    private static long taken(Sessions sessions) {
        return LongStream.rangeClosed(-3, -1)
                .filter(chatId -> sessions.local(new PlayerId(chatId)) != null)
                .count();
    }

    @Test
    void aLookAtAnIdlePlayerAndACommandThatChangesNothingNeedNoPlace() throws Exception {
        savePlaying(-1, -2, -3);
        sessions.takeOver();
        Players players = new Players(sessions, new NoOtherInstance(), RULES, world.time, world.clock);

        assertThat(players.view(new PlayerId(-9), false).current()).isNull();
        assertRefused(players, new PlayerCommand.Pause(), FailureCode.NOTHING_PLAYING);
        assertThat(players.command(new PlayerId(-9), stop(), false).current()).isNull();
    }

    @Test
    void aCommandThatNeedsAPlaceWhereThereIsNoneIsAnsweredWithThat() throws Exception {
        savePlaying(-1, -2, -3);
        sessions.takeOver();
        Players players = new Players(sessions, new NoOtherInstance(), RULES, world.time, world.clock);

        assertRefused(players, new PlayerCommand.SetVolume(50), FailureCode.NO_ROOM);
        assertRefused(players, new PlayerCommand.SetOrder(PlayOrder.FAIR), FailureCode.NO_ROOM);
        assertThat(players.view(new PlayerId(-9), false).volume()).isEqualTo(100);
    }

    private static CommandRequest stop() {
        return new CommandRequest(new PlayerCommand.Stop(), null, ANN, false, 7);
    }

    private static void assertRefused(Players players, PlayerCommand command, FailureCode code) {
        assertThatThrownBy(() -> players.command(new PlayerId(-9), new CommandRequest(command, null, ANN), false))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(code));
    }

    @Test
    void aChatThatIsBeingOpenedIsDrainedToo() throws Exception {
        savePlaying(-1);
        CompletableFuture<Void> mayFind = new CompletableFuture<>();
        CompletableFuture<Void> finding = new CompletableFuture<>();
        world.beforeFind = () -> {
            finding.complete(null);
            mayFind.join();
        };
        Thread opening = Thread.ofVirtual().start(() -> sessions.owner(ChatRef.of(-1)));
        finding.get(1, TimeUnit.MINUTES);
        CompletableFuture<CompletableFuture<Void>> drained = new CompletableFuture<>();
        Thread draining = Thread.ofVirtual().start(() -> drained.complete(sessions.drain()));
        await().atMost(LIMIT).until(() -> draining.getState() == Thread.State.WAITING);

        mayFind.complete(null);
        opening.join();
        drained.get(1, TimeUnit.MINUTES).get(1, TimeUnit.MINUTES);

        assertThat(world.leases.holder("player:-1")).isEmpty();
    }

    @Test
    void theChatsOfAnInstanceThatDrainsCanBeTakenAtOnce() throws Exception {
        savePlaying(-1, -2);
        sessions.takeOver();
        InstanceLeases other = another("other#1");
        assertThat(other.acquire("player:-1")).isEmpty();

        assertThat(world.ownershipLoop(sessions).drain(LIMIT)).isTrue();

        assertThat(other.acquire("player:-1")).isPresent();
        assertThat(other.acquire("player:-2")).isPresent();
    }

    @Test
    void aChatThatAnInstanceCouldNotSaveWhileItDrainedHadToWaitForItsLease() throws Exception {
        savePlaying(-1);
        world.savesAway = true;
        sessions.takeOver();

        assertThat(world.ownershipLoop(sessions).drain(Duration.ofMillis(1))).isFalse();

        assertThat(another("other#1").acquire("player:-1")).isPresent();
    }

    @Test
    void aPausedPlayerStartsNoVoiceChatWhenItsServiceComesBack() throws Exception {
        savePlaying(-1);
        world.save(-2, player -> player.command(new CommandRequest(new PlayerCommand.Pause(), null, ANN)));

        sessions.takeOver();

        await().atMost(LIMIT).until(() -> world.startingJoins.size() == 2);
        assertThat(world.startingJoins).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aPlayerThatWasHeardStartsNoVoiceChatWhenItsServiceComesBack() throws Exception {
        world.save(-1, OwnershipTest::hear);

        sessions.takeOver();

        await().atMost(LIMIT).until(() -> world.startingJoins.size() == 1);
        assertThat(world.startingJoins).containsExactly(false);
    }

    @Test
    void theEndOfAVoiceChatIsToldToAPlayerThatNobodyHasTakenOverYet() {
        world.save(-1, OwnershipTest::hear);
        Players players = new Players(sessions, new NoOtherInstance(), RULES, world.time, world.clock);

        players.changed(new VoiceChatChanged(ChatRef.of(-1), "main", 5, VoiceChatChanged.Change.ENDED), false);

        await().atMost(LIMIT)
                .until(() -> world.published.values().stream()
                        .anyMatch(job -> job instanceof PlayerEvent.CallChanged changed
                                && changed.state() == PlayerEvent.CallChanged.CallState.LEFT));
        assertThat(world.startingJoins).doesNotContain(true);
    }

    private static void hear(Player player) {
        player.lineUp();
        player.sounded(1);
        assertThat(player.wasHeard()).isTrue();
    }

    private InstanceLeases another(String owner) {
        return new InstanceLeases(world.leases, new SessionTestContext.Identity(owner, THERE), LEASE);
    }

    private void savePlaying(long... chatIds) {
        for (long chatId : chatIds) {
            world.save(chatId, _ -> {});
        }
    }
}
