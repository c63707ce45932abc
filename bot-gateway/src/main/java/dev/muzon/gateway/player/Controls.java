package dev.muzon.gateway.player;

import dev.muzon.gateway.access.ControlAccess;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Commands to a chat's player by those who may. A skip that is done twice is a wrong skip, so an update that comes
 * again after a crash is not carried out again.
 */
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
     * @param dedupeId of the update that asks for it
     * @param epoch what the asker saw, null for whatever plays now
     * @return what it changed; empty when this very update was carried out before
     * @throws dev.muzon.protocol.failure.FailureException {@code access.denied}, {@code player.nothing-playing}, and
     *     what the player says
     */
    public Optional<Change> perform(
            String dedupeId, Conversation chat, Sender sender, PlayerCommand command, @Nullable Long epoch) {
        PlayerView seen = player.view(chat.id());
        if (seen.current() == null) {
            throw Failure.user(FailureCode.NOTHING_PLAYING, "idle").asException();
        }
        access.checkMay(sender, chat, command, seen);
        if (!firstTime(dedupeId)) {
            return Optional.empty();
        }
        Long meant = epoch == null ? Long.valueOf(seen.epoch()) : epoch;
        PlayerView after = player.command(chat.id(), new CommandRequest(command, meant, sender.requester()));
        return Optional.of(new Change(seen, after));
    }

    private boolean firstTime(String dedupeId) {
        try {
            mongo.insert(new HandledUpdate(dedupeId, clock.instant()));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
