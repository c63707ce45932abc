package dev.muzon.voice.api;

import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.voice.peers.ForwardedPlayersApi;
import dev.muzon.voice.session.Players;
import org.springframework.web.bind.annotation.RestController;

/** The end of the way for what another instance passed on: it is answered here or not at all. */
@RestController
class ForwardedPlayerController implements ForwardedPlayersApi {
    private final Players players;
    private final PlayerJobs jobs;

    ForwardedPlayerController(Players players, PlayerJobs jobs) {
        this.players = players;
        this.jobs = jobs;
    }

    @Override
    public PlayerView view(PlayerId player) {
        return players.view(player, true);
    }

    @Override
    public QueuePage page(PlayerId player, int from, int count) {
        return players.page(player, from, count, true);
    }

    @Override
    public PlayerView command(PlayerId player, CommandRequest request) {
        return players.command(player, PlayerController.complete(request), true);
    }

    @Override
    public void handle(PlayerId player, Job job) {
        jobs.handleHere(job);
    }
}
