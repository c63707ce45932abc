package dev.muzon.gateway.music.player;

import dev.muzon.gateway.bot.chat.Administrators;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The right to control a player: administrators control everything, everybody else their own tracks. */
@Component
public class ControlAccess {
    private final Administrators administrators;

    public ControlAccess(Administrators administrators) {
        this.administrators = administrators;
    }

    /**
     * Refuses a command that touches tracks of others.
     *
     * @param player as the sender saw it
     * @throws dev.muzon.protocol.failure.FailureException {@code access.denied}
     */
    public void checkMay(Sender sender, Conversation chat, PlayerCommand command, PlayerView player) {
        boolean theirs = touched(command, player).stream()
                .allMatch(entry -> entry.requester().id() == sender.id());
        if (!theirs && !administrators.include(sender, chat)) {
            throw Failure.of(FailureCode.NO_RIGHT, "neither administrator nor requester: " + sender.id())
                    .asException();
        }
    }

    /** Returns the tracks that the command takes away or changes. */
    private static List<QueueEntry> touched(PlayerCommand command, PlayerView player) {
        long upcoming = switch (command) {
            case PlayerCommand.Stop() -> player.upcoming().size();
            case PlayerCommand.Skip(int count) -> count - 1L;
            default -> 0;
        };
        return Stream.concat(
                        Stream.ofNullable(player.current()),
                        player.upcoming().stream().limit(upcoming))
                .toList();
    }
}
