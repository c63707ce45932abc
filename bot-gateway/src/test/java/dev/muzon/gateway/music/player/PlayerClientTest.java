package dev.muzon.gateway.music.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.runtime.contract.PlayersApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PlayerClientTest {
    private static final PlayerId CHAT = new PlayerId(-1);
    private static final URI OWNER = URI.create("http://10.0.0.1:8083");

    private final AtomicLong nanos = new AtomicLong();
    private final PlayerOwners owners = mock(PlayerOwners.class);

    /** A service whose questions are answered by a function of the patience of the one who asks. */
    private static final class Service implements Peers {
        private final Function<Duration, PlayerView> answer;

        Service(Function<Duration, PlayerView> answer) {
            this.answer = answer;
        }

        @Override
        public <T> T of(Peer peer, Class<T> contract, Duration patience) {
            var players = mock(PlayersApi.class);
            when(players.view(any())).thenAnswer(_ -> answer.apply(patience));
            return contract.cast(players);
        }

        @Override
        public <T> T at(URI address, Class<T> contract, Duration patience) {
            return of(Peer.VOICE_CALL_SERVICE, contract, patience);
        }

        @Override
        public <T> T streaming(Peer peer, Class<T> contract) {
            throw new UnsupportedOperationException();
        }
    }

    private PlayerClient client(Function<Duration, PlayerView> answer) {
        return new PlayerClient(new Service(answer), owners, new KnownPlayers(), nanos::get);
    }

    private PlayerView refuseAfter(Duration time, FailureCode code) {
        nanos.addAndGet(time.toNanos());
        throw Failure.of(code, "planned").asException();
    }

    @Test
    void aVoiceServiceThatHungWasWaitedForTwice() {
        when(owners.of(CHAT)).thenReturn(Optional.of(OWNER)).thenReturn(Optional.empty());
        PlayerClient client = client(patience -> refuseAfter(patience, FailureCode.PEER_UNAVAILABLE));

        assertThatThrownBy(() -> client.view(CHAT))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.PLAYER_AWAY));

        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aServiceThatHangsAtTheSecondLookIsWaitedForNoLongerThanOnce() {
        when(owners.of(CHAT)).thenReturn(Optional.of(OWNER)).thenReturn(Optional.empty());
        PlayerClient client = client(patience -> refuseAfter(
                patience.equals(Duration.ofSeconds(3)) ? Duration.ofSeconds(1) : patience,
                FailureCode.PEER_UNAVAILABLE));

        assertThatThrownBy(() -> client.view(CHAT)).isInstanceOf(FailureException.class);

        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aPlayerThatHasJustMovedIsLookedForOnceMore() {
        when(owners.of(CHAT)).thenReturn(Optional.of(OWNER)).thenReturn(Optional.empty());
        PlayerView view = Players.idle(-1, 1, Instant.EPOCH);
        PlayerClient client =
                client(_ -> nanos.get() == 0 ? refuseAfter(Duration.ofMillis(20), FailureCode.OWNED_ELSEWHERE) : view);

        assertThat(client.view(CHAT)).isEqualTo(view);
    }
}
