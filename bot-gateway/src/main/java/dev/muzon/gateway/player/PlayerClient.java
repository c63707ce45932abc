package dev.muzon.gateway.player;

import dev.muzon.coordination.lease.Leases;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.rest.Paths;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Asks the instance that owns a chat's player, which its lease names; any instance when nobody owns it. Every method
 * throws {@link dev.muzon.protocol.failure.FailureException}: the player's own failures, or {@code peer.unavailable}.
 */
@Component
public class PlayerClient {
    private final Peers peers;
    private final Leases leases;

    public PlayerClient(Peers peers, Leases leases) {
        this.peers = peers;
        this.leases = leases;
    }

    public PlayerView view(long chatId) {
        return answered(
                client(chatId).get().uri(Paths.PLAYER, chatId).retrieve().body(PlayerView.class));
    }

    /** @return the player after the command */
    public PlayerView command(long chatId, CommandRequest request) {
        return answered(client(chatId)
                .post()
                .uri(Paths.PLAYER_COMMANDS, chatId)
                .body(request)
                .retrieve()
                .body(PlayerView.class));
    }

    private RestClient client(long chatId) {
        return leases.holder("player:" + chatId)
                .map(lease -> peers.clientAt(lease.address()))
                .orElseGet(() -> peers.client(Peer.VOICE_CALL_SERVICE));
    }

    private static PlayerView answered(@Nullable PlayerView view) {
        if (view == null) {
            throw Failure.passing(FailureCode.PEER_UNAVAILABLE, "voice-call-service sent an empty answer")
                    .asException();
        }
        return view;
    }
}
