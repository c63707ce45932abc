package dev.muzon.voice.api;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.runtime.contract.PlayersApi;
import dev.muzon.voice.session.Players;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** The players over REST. Any instance answers for any chat and passes what it does not own to the owner, once. */
@RestController
class PlayerController implements PlayersApi {
    private final Players players;

    PlayerController(Players players) {
        this.players = players;
    }

    @Override
    public PlayerView view(PlayerId player) {
        return players.view(player, false);
    }

    @Override
    public QueuePage page(PlayerId player, int from, int count) {
        return players.page(player, from, count, false);
    }

    @Override
    public PlayerView command(PlayerId player, CommandRequest request) {
        return players.command(player, complete(request), false);
    }

    /** Checks for the command: JSON can leave it out. */
    static CommandRequest complete(CommandRequest request) {
        @Nullable Object command = request.command();
        if (command == null) {
            throw Failure.of(FailureCode.BAD_INPUT, "no command").asException();
        }
        return request;
    }
}
