package dev.muzon.voice.session;

import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import java.net.URI;

/**
 * Access to players that another instance owns. Methods throw what the owner threw, or a transient failure when it is
 * unreachable.
 */
public interface RemotePlayers {
    PlayerView view(URI owner, PlayerId player);

    QueuePage page(URI owner, PlayerId player, int from, int count);

    PlayerView command(URI owner, PlayerId player, CommandRequest request);

    /** Passes a job on. Returns when the owner has done it. */
    void pass(URI owner, Job job);
}
