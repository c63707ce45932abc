package dev.muzon.gateway.music.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.muzon.gateway.bot.chat.Administrators;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Membership;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.gateway.telegram.TestBotApi;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlAccessTest {
    private static final Conversation GROUP = new Conversation(-1, Conversation.Kind.GROUP, "G", null);
    private static final long REQUESTER = 7;
    private static final long ADMIN = 8;
    private static final long STRANGER = 9;

    private final FakeBotApi telegram = new FakeBotApi();
    private final TestClock clock = TestClock.create();
    private final Administrators administrators =
            new Administrators(TestBotApi.at(telegram), () -> clock.instant().toEpochMilli() * 1_000_000);
    private final ControlAccess access = new ControlAccess(administrators, mock());
    private final PlayerView player = Players.playing(
            -1,
            1,
            clock.instant(),
            Players.entry("1", "a", REQUESTER),
            Players.entry("2", "b", REQUESTER),
            Players.entry("3", "c", STRANGER));

    @AfterEach
    void close() {
        telegram.close();
    }

    @Test
    void adminsMayUseEveryControl() {
        telegram.member(-1, ADMIN, "creator");
        for (PlayerCommand command : List.of(
                new PlayerCommand.Pause(),
                new PlayerCommand.Skip(3),
                new PlayerCommand.Stop(),
                new PlayerCommand.SetVolume(200))) {
            assertThatNoException().isThrownBy(() -> access.checkMay(user(ADMIN), GROUP, command, player));
        }
    }

    @Test
    void requestersMayControlTheirOwnTracks() {
        assertThatNoException().isThrownBy(() -> check(REQUESTER, new PlayerCommand.Pause()));
        assertThatNoException().isThrownBy(() -> check(REQUESTER, new PlayerCommand.Skip(2)));
        denied(() -> check(REQUESTER, new PlayerCommand.Skip(3)));
        denied(() -> check(REQUESTER, new PlayerCommand.Stop()));
    }

    @Test
    void strangersMayUseNoControl() {
        denied(() -> check(STRANGER, new PlayerCommand.Pause()));
    }

    @Test
    void anonymousAdminsAreAdminsAndChannelsAreNot() {
        var anonymous = new Sender(-1, "G", Sender.Kind.ANONYMOUS_ADMIN, null);
        var channel = new Sender(-5, "C", Sender.Kind.CHANNEL, null);
        assertThatNoException().isThrownBy(() -> access.checkMay(anonymous, GROUP, new PlayerCommand.Stop(), player));
        denied(() -> access.checkMay(channel, GROUP, new PlayerCommand.Stop(), player));
        assertThat(telegram.calls("getchatmember")).isEmpty();
    }

    @Test
    void everybodyMayUseEveryControlInAPrivateChat() {
        var own = new Conversation(STRANGER, Conversation.Kind.PRIVATE, null, null);
        assertThatNoException()
                .isThrownBy(() -> access.checkMay(user(STRANGER), own, new PlayerCommand.Stop(), player));
    }

    @Test
    void administratorsAreAskedForOnceAMinuteAndCorrectedByUpdates() {
        denied(() -> check(STRANGER, new PlayerCommand.Stop()));
        denied(() -> check(STRANGER, new PlayerCommand.Stop()));
        assertThat(telegram.calls("getchatmember")).hasSize(1);

        CompletableFuture<?> _ =
                administrators.handle(new Incoming.MemberChange(1, GROUP, STRANGER, Membership.ADMINISTRATOR, false));
        assertThatNoException().isThrownBy(() -> check(STRANGER, new PlayerCommand.Stop()));

        clock.advance(Duration.ofSeconds(61));
        denied(() -> check(STRANGER, new PlayerCommand.Stop()));
        assertThat(telegram.calls("getchatmember")).hasSize(2);
    }

    @Test
    void anOwnerWhoComesBackIsAnAdministratorAtOnce() {
        telegram.member(-1, ADMIN, "creator");
        CompletableFuture<?> _ = administrators.handle(
                new Incoming.MemberChange(1, GROUP, ADMIN, Membership.MEMBER, false, null, null, null));
        assertThatNoException().isThrownBy(() -> check(ADMIN, new PlayerCommand.Stop()));
    }

    @Test
    void whatOutlivesTheSongIsForAdminsAndDjsAlsoWhileNothingPlays() {
        telegram.member(-1, ADMIN, "creator");
        PlayerView idle = Players.idle(-1, 5, clock.instant());
        for (PlayerCommand command : List.of(
                new PlayerCommand.Stay(true),
                new PlayerCommand.SetAutoplay(true),
                new PlayerCommand.SetNormalized(false),
                new PlayerCommand.SetCrossFade(3),
                new PlayerCommand.SetOrder(PlayOrder.FAIR))) {
            for (PlayerView view : List.of(player, idle)) {
                concernsGroup(() -> access.checkMay(user(REQUESTER), GROUP, command, view));
                assertThatNoException().isThrownBy(() -> access.checkMay(user(ADMIN), GROUP, command, view));
            }
        }
    }

    @Test
    void volumeAndFiltersAreTheRequestersWhileTheirMusicPlaysAndTheGroupsWhileIdle() {
        PlayerView idle = Players.idle(-1, 5, clock.instant());
        for (PlayerCommand command : List.of(
                new PlayerCommand.SetVolume(30),
                new PlayerCommand.SetSpeed(150),
                new PlayerCommand.SetBass(3),
                new PlayerCommand.ClearFilters())) {
            assertThatNoException().isThrownBy(() -> check(REQUESTER, command));
            denied(() -> check(STRANGER, command));
            concernsGroup(() -> access.checkMay(user(REQUESTER), GROUP, command, idle));
        }
    }

    private static void concernsGroup(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining("access.group-setting");
    }

    private void check(long user, PlayerCommand command) {
        access.checkMay(user(user), GROUP, command, player);
    }

    private static Sender user(long id) {
        return new Sender(id, "U", Sender.Kind.USER, "en");
    }

    private static void denied(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining("access.denied");
    }
}
