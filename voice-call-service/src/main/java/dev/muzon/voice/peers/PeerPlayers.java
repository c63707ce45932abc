package dev.muzon.voice.peers;

import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.rest.Paths;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.voice.session.RemotePlayers;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The players of other instances, over REST. */
@Component
public final class PeerPlayers implements RemotePlayers {
    /** Header of a request that comes from another instance and must not be passed on again. */
    public static final String FORWARDED = "Muzon-Forwarded";

    /** Between instances of this service only. POST Job → 204. */
    public static final String JOBS = "/v1/players/{chatId}/jobs";

    /** A person waits behind a button. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Peers peers;

    PeerPlayers(Peers peers) {
        this.peers = peers;
    }

    @Override
    public PlayerView view(URI owner, long chatId) {
        return present(at(owner)
                .get()
                .uri(Paths.PLAYER, chatId)
                .header(FORWARDED, "1")
                .retrieve()
                .body(PlayerView.class));
    }

    @Override
    public PlayerView command(URI owner, long chatId, CommandRequest request) {
        return present(at(owner)
                .post()
                .uri(Paths.PLAYER_COMMANDS, chatId)
                .header(FORWARDED, "1")
                .body(request)
                .retrieve()
                .body(PlayerView.class));
    }

    @Override
    public void pass(URI owner, Job job) {
        at(owner).post().uri(JOBS, job.chat().id()).body(job).retrieve().toBodilessEntity();
    }

    private RestClient at(URI owner) {
        return peers.clientAt(owner, PATIENCE);
    }

    private static PlayerView present(@Nullable PlayerView view) {
        return Objects.requireNonNull(view, "the owner answers with a view");
    }
}
