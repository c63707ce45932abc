package dev.muzon.voice.peers;

import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.voice.session.RemotePlayers;
import java.net.URI;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The players of other instances, over REST. */
@Component
public final class PeerPlayers implements RemotePlayers {
    /** A person waits behind a button. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Peers peers;

    PeerPlayers(Peers peers) {
        this.peers = peers;
    }

    @Override
    public PlayerView view(URI owner, PlayerId player) {
        return at(owner).view(player);
    }

    @Override
    public QueuePage page(URI owner, PlayerId player, int from, int count) {
        return at(owner).page(player, from, count);
    }

    @Override
    public PlayerView command(URI owner, PlayerId player, CommandRequest request) {
        return at(owner).command(player, request);
    }

    @Override
    public void pass(URI owner, Job job) {
        at(owner).handle(PlayerId.of(job.chat()), job);
    }

    private ForwardedPlayersApi at(URI owner) {
        return peers.at(owner, ForwardedPlayersApi.class, PATIENCE);
    }
}
