package dev.muzon.gateway.music.player;

import dev.muzon.gateway.bot.chat.Administrators;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import org.springframework.stereotype.Component;

/** The right to control a player: administrators and DJs control everything, others their own tracks. */
@Component
public class ControlAccess {
    private final Administrators administrators;
    private final Djs djs;

    public ControlAccess(Administrators administrators, Djs djs) {
        this.administrators = administrators;
        this.djs = djs;
    }

    /**
     * Refuses a command that touches tracks of others or the whole group.
     *
     * @param player as the sender saw it
     * @throws dev.muzon.protocol.failure.FailureException {@code access.denied}, {@code access.group-setting}
     */
    public void checkMay(Sender sender, Conversation chat, PlayerCommand command, PlayerView player) {
        if (command.concernsGroup(player.current() == null)) {
            checkMaySet(sender, chat);
        } else if (!touchesOnlyTheirs(sender, command, player)) {
            checkMayAll(sender, chat);
        }
    }

    /** Refuses people who may not change what the whole group hears or sees from now on. */
    public void checkMaySet(Sender sender, Conversation chat) {
        if (!mayAll(sender, chat)) {
            throw Failure.of(FailureCode.GROUP_SETTING, "neither administrator nor DJ: " + sender.id())
                    .asException();
        }
    }

    /** Refuses people who may only control their own tracks. */
    public void checkMayAll(Sender sender, Conversation chat) {
        if (!mayAll(sender, chat)) {
            throw Failure.of(FailureCode.NO_RIGHT, "neither administrator nor DJ nor requester: " + sender.id())
                    .asException();
        }
    }

    boolean mayAll(Sender sender, Conversation chat) {
        return administrators.include(sender, chat) || djs.include(sender, chat);
    }

    /** Returns whether the tracks that the command touches are the sender's, as far as the view names them. */
    static boolean touchesOnlyTheirs(Sender sender, PlayerCommand command, PlayerView player) {
        return command.touches(player.current(), player.upcoming()).stream()
                .map(QueueEntry::requester)
                .allMatch(requester -> requester.id() == sender.id() || Requester.nobody(requester));
    }
}
