package dev.muzon.voice.api;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.rest.Paths;
import dev.muzon.voice.peers.PeerPlayers;
import dev.muzon.voice.session.Players;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The players over REST. Any instance answers for any chat and passes what it does not own to the owner, once. */
@RestController
class PlayerController {
    private final Players players;
    private final PlayerJobs jobs;

    PlayerController(Players players, PlayerJobs jobs) {
        this.players = players;
        this.jobs = jobs;
    }

    @GetMapping(Paths.PLAYER)
    PlayerView view(
            @PathVariable long chatId,
            @RequestHeader(name = PeerPlayers.FORWARDED, required = false) @Nullable String forwarded) {
        return players.view(chatId, forwarded != null);
    }

    @PostMapping(Paths.PLAYER_COMMANDS)
    PlayerView command(
            @PathVariable long chatId,
            @RequestBody CommandRequest request,
            @RequestHeader(name = PeerPlayers.FORWARDED, required = false) @Nullable String forwarded) {
        @Nullable Object command = request.command();
        if (command == null) {
            throw Failure.of(FailureCode.BAD_INPUT, "no command").asException();
        }
        return players.command(chatId, request, forwarded != null);
    }

    /** From an instance that got the job but does not own the chat. */
    @PostMapping(PeerPlayers.JOBS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void job(@PathVariable long chatId, @RequestBody Job job) {
        jobs.handleHere(job);
    }
}
