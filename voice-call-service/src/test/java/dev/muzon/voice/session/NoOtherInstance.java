package dev.muzon.voice.session;

import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import java.net.URI;

/** Other instances, of which there are none. */
final class NoOtherInstance implements RemotePlayers {
    @Override
    public PlayerView view(URI owner, PlayerId player) {
        throw new IllegalStateException("no such instance: " + owner);
    }

    @Override
    public QueuePage page(URI owner, PlayerId player, int from, int count) {
        throw new IllegalStateException("no such instance: " + owner);
    }

    @Override
    public PlayerView command(URI owner, PlayerId player, CommandRequest request) {
        throw new IllegalStateException("no such instance: " + owner);
    }

    @Override
    public void pass(URI owner, Job job) {
        throw new IllegalStateException("no such instance: " + owner);
    }
}
