package dev.muzon.gateway.music.player;

import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Commands to a chat's player by those who may give them. */
@Component
public class Controls {
    private final PlayerClient player;
    private final ControlAccess access;
    private final MongoTemplate mongo;
    private final Clock clock;

    public Controls(PlayerClient player, ControlAccess access, MongoTemplate mongo, Clock clock) {
        this.player = player;
        this.access = access;
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * Carries a command out. Volume and sound are kept for what plays next, the others need something that plays. An
     * update that comes again after a crash is answered again, and a command that must not happen twice does not.
     *
     * @param requestId of the update that asks for it
     * @param epoch what the asker saw, null for whatever plays now
     * @throws dev.muzon.protocol.failure.FailureException {@code access.denied}, {@code player.nothing-playing}, and
     *     what the player says
     */
    public Change perform(
            String requestId, Conversation chat, Sender sender, PlayerCommand command, @Nullable Long epoch) {
        PlayerView seen = player.view(chat.id());
        if (seen.current() == null && !isKept(command)) {
            throw Failure.of(FailureCode.NOTHING_PLAYING, "idle").asException();
        }
        access.checkMay(sender, chat, command, seen);
        if (!repeatable(command) && !firstTime(requestId)) {
            return new Change(seen, seen);
        }
        Long meant = epoch == null ? Long.valueOf(seen.epoch()) : epoch;
        return new Change(seen, player.command(chat.id(), new CommandRequest(command, meant, sender.requester())));
    }

    /** Returns whether a command counts for what plays later, too. */
    private static boolean isKept(PlayerCommand command) {
        return command instanceof PlayerCommand.SetVolume || command instanceof PlayerCommand.Sound;
    }

    /** Returns whether a command may come twice. One that sets a state may, one that changes it by a step may not. */
    private static boolean repeatable(PlayerCommand command) {
        return !(command instanceof PlayerCommand.Skip || command instanceof PlayerCommand.SeekBy);
    }

    private boolean firstTime(String requestId) {
        try {
            mongo.insert(new HandledUpdate(requestId, clock.instant()));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
