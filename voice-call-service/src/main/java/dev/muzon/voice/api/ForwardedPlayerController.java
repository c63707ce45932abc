package dev.muzon.voice.api;

import dev.muzon.protocol.job.Job;
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
    public PlayerView view(long chatId) {
        return players.view(chatId, true);
    }

    @Override
    public QueuePage page(long chatId, int from, int count) {
        return players.page(chatId, from, count, true);
    }

    @Override
    public PlayerView command(long chatId, CommandRequest request) {
        return players.command(chatId, PlayerController.complete(request), true);
    }

    @Override
    public void handle(long chatId, Job job) {
        jobs.handleHere(job);
    }
}
