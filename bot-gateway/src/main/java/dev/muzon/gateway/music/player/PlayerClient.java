package dev.muzon.gateway.music.player;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.runtime.contract.PlayersApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The players in voice-call-service. Questions go to the instance that owns the chat's player, which its lease names,
 * and to any instance when nobody owns it. Every method throws
 * {@link dev.muzon.protocol.failure.FailureException}: the player's own failures, or {@code player.away} while it
 * restarts or changes hands.
 */
@Component
public class PlayerClient {
    /** A person waits, and Telegram forgets a press of a button after some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(PlayerClient.class);

    private static final Set<FailureCode> AWAY =
            EnumSet.of(FailureCode.PEER_UNAVAILABLE, FailureCode.OWNED_ELSEWHERE, FailureCode.DRAINING);

    /** Time in which a second look is likely to be answered. */
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private final Peers peers;
    private final PlayersApi anyInstance;
    private final PlayerOwners owners;
    private final KnownPlayers known;
    private final Ticker ticker;

    PlayerClient(Peers peers, PlayerOwners owners, KnownPlayers known, Ticker ticker) {
        this.peers = peers;
        this.anyInstance = peers.of(Peer.VOICE_CALL_SERVICE, PlayersApi.class, PATIENCE);
        this.owners = owners;
        this.known = known;
        this.ticker = ticker;
    }

    /**
     * Returns the player as it is. One that has just moved is looked for once more, because looking changes nothing. Both
     * looks share one patience: a service that hangs is not waited for twice.
     */
    public PlayerView view(PlayerId player) {
        long asked = ticker.read();
        try {
            return look(player, PATIENCE);
        } catch (FailureException e) {
            Duration left = PATIENCE.minusNanos(ticker.read() - asked);
            if (e.failure() instanceof Failure.Transient && left.compareTo(SHORTEST) > 0) {
                return look(player, left);
            }
            throw e;
        }
    }

    /**
     * Returns the player as it is, for a message that is about to leave. Events that wait behind that message would tell
     * too late.
     *
     * @return empty when it does not answer
     */
    public Optional<PlayerView> now(PlayerId player) {
        try {
            return Optional.of(look(player, PATIENCE));
        } catch (FailureException e) {
            log.debug("Player {} does not answer: {}", player, e.getMessage());
            return Optional.empty();
        }
    }

    private PlayerView look(PlayerId player, Duration patience) {
        return seen(ask(player, players -> players.view(player), patience));
    }

    /**
     * Returns a part of the queue.
     *
     * @param from how many tracks wait before the first one wanted
     */
    public QueuePage page(PlayerId player, int from, int count) {
        return ask(player, players -> players.page(player, from, count));
    }

    /**
     * Asks the player to obey a command.
     *
     * @return the player after the command
     */
    public PlayerView command(PlayerId player, CommandRequest request) {
        return seen(ask(player, players -> players.command(player, request)));
    }

    private PlayerView seen(PlayerView view) {
        known.saw(view);
        return known.corrected(view);
    }

    private <T> T ask(PlayerId player, Function<PlayersApi, T> question) {
        return ask(player, question, PATIENCE);
    }

    private <T> T ask(PlayerId player, Function<PlayersApi, T> question, Duration patience) {
        PlayersApi players = owners.of(player)
                .map(address -> peers.at(address, PlayersApi.class, patience))
                .orElseGet(() -> any(patience));
        try {
            return question.apply(players);
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Transient) {
                owners.forget(player);
            }
            throw AWAY.contains(e.failure().code()) ? away(e) : e;
        }
    }

    private PlayersApi any(Duration patience) {
        return patience.equals(PATIENCE) ? anyInstance : peers.of(Peer.VOICE_CALL_SERVICE, PlayersApi.class, patience);
    }

    private static FailureException away(FailureException e) {
        return Failure.of(FailureCode.PLAYER_AWAY, e.failure().detail()).causedBy(e);
    }
}
