package dev.muzon.gateway.music.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.rest.Paths;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * The players in voice-call-service. Questions go to the instance that owns the chat's player, which its lease names,
 * and to any instance when nobody owns it. Every method throws
 * {@link dev.muzon.protocol.failure.FailureException}: the player's own failures, or {@code peer.unavailable}.
 */
@Component
public class PlayerClient {
    /** A person waits, and Telegram forgets a press of a button after some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Peers peers;
    private final PlayerOwners owners;

    PlayerClient(Peers peers, PlayerOwners owners) {
        this.peers = peers;
        this.owners = owners;
    }

    /** Returns the player as it is. One that has just moved is looked for once more, because looking changes nothing. */
    public PlayerView view(long chatId) {
        try {
            return look(chatId);
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Transient) {
                return look(chatId);
            }
            throw e;
        }
    }

    private PlayerView look(long chatId) {
        return ask(
                chatId,
                client -> client.get().uri(Paths.PLAYER, chatId).retrieve().body(PlayerView.class));
    }

    /** @return the player after the command */
    public PlayerView command(long chatId, CommandRequest request) {
        return ask(
                chatId,
                client -> client.post()
                        .uri(Paths.PLAYER_COMMANDS, chatId)
                        .body(request)
                        .retrieve()
                        .body(PlayerView.class));
    }

    private PlayerView ask(long chatId, Function<RestClient, @Nullable PlayerView> question) {
        RestClient client = owners.of(chatId)
                .map(address -> peers.clientAt(address, PATIENCE))
                .orElseGet(() -> peers.client(Peer.VOICE_CALL_SERVICE, PATIENCE));
        try {
            return answered(question.apply(client));
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Transient) {
                owners.forget(chatId);
            }
            throw e;
        }
    }

    private static PlayerView answered(@Nullable PlayerView view) {
        if (view == null) {
            throw Failure.of(FailureCode.PEER_UNAVAILABLE, "voice-call-service sent an empty answer")
                    .asException();
        }
        return view;
    }
}
