package dev.muzon.gateway.access;

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

/** Admins control everything, everybody what they asked for themselves. */
@Component
public class ControlAccess {
    private final Admins admins;

    public ControlAccess(Admins admins) {
        this.admins = admins;
    }

    /**
     * @param player as the sender saw it
     * @throws dev.muzon.protocol.failure.FailureException {@code access.denied}
     */
    public void checkMay(Sender sender, Conversation chat, PlayerCommand command, PlayerView player) {
        boolean theirs = touched(command, player).stream()
                .allMatch(entry -> entry.requester().id() == sender.id());
        if (!theirs && !isAdmin(sender, chat)) {
            throw denied(sender);
        }
    }

    /** @throws dev.muzon.protocol.failure.FailureException {@code access.admins-only} */
    public void checkAdmin(Sender sender, Conversation chat) {
        if (!isAdmin(sender, chat)) {
            throw Failure.user(FailureCode.ADMINS_ONLY, "no admin: " + sender.id())
                    .asException();
        }
    }

    private boolean isAdmin(Sender sender, Conversation chat) {
        return chat.isPrivate()
                || switch (sender.kind()) {
                    case ANONYMOUS_ADMIN -> true;
                    case CHANNEL -> false;
                    case USER -> admins.includes(chat.id(), sender.id());
                };
    }

    /** What the command takes away or changes. */
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

    private static RuntimeException denied(Sender sender) {
        return Failure.user(FailureCode.NO_RIGHT, "neither admin nor requester: " + sender.id())
                .asException();
    }
}
