package dev.muzon.voice.peers;

import dev.muzon.protocol.job.Job;
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
    public PlayerView view(URI owner, long chatId) {
        return at(owner).view(chatId);
    }

    @Override
    public QueuePage page(URI owner, long chatId, int from, int count) {
        return at(owner).page(chatId, from, count);
    }

    @Override
    public PlayerView command(URI owner, long chatId, CommandRequest request) {
        return at(owner).command(chatId, request);
    }

    @Override
    public void pass(URI owner, Job job) {
        at(owner).handle(job.chat().id(), job);
    }

    private ForwardedPlayersApi at(URI owner) {
        return peers.at(owner, ForwardedPlayersApi.class, PATIENCE);
    }
}
