package dev.muzon.gateway.music.player;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.bot.chat.SettingsChanged;
import dev.muzon.gateway.bot.store.ShortLived;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Commands to a chat's player by those who may give them. */
@Component
public class Controls implements ShortLived {
    private final PlayerClient player;
    private final ControlAccess access;
    private final MongoTemplate mongo;
    private final StorePatience patience;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Controls(
            PlayerClient player,
            ControlAccess access,
            MongoTemplate mongo,
            StorePatience patience,
            Clock clock,
            ApplicationEventPublisher events) {
        this.player = player;
        this.access = access;
        this.mongo = mongo;
        this.patience = patience;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Class<?> documents() {
        return HandledUpdate.class;
    }

    /**
     * Carries a command out. Volume and sound are kept for what plays next, the others need something that plays. An
     * update that comes again after a crash is answered again, and a command that must not happen twice does not.
     *
     * @param requestId of the update that asks for it
     * @param epoch what the asker saw, null for whatever plays now
     * @throws dev.muzon.protocol.failure.FailureException {@code access.denied}, {@code access.group-setting},
     *     {@code player.nothing-playing}, and what the player says
     */
    public Change perform(
            String requestId, Conversation chat, Sender sender, PlayerCommand command, @Nullable Long epoch) {
        PlayerView seen = player.view(new PlayerId(chat.id()));
        if (seen.current() == null && needsTrack(command)) {
            if (command instanceof PlayerCommand.Stop) {
                PlayerView after = withdraw(requestId, chat, sender);
                if (seen.queue().stays()) {
                    return new Change(seen, after);
                }
            }
            throw Failure.of(FailureCode.NOTHING_PLAYING, "idle").asException();
        }
        access.checkMay(sender, chat, command, seen);
        if (!repeatable(command) && !firstTime(requestId)) {
            return new Change(seen, seen);
        }
        return carriedOut(requestId, chat, sender, command, epoch, seen);
    }

    /** Returns whether a person may give a command without others. */
    public boolean mayAlone(Sender sender, Conversation chat, PlayerCommand command, PlayerView seen) {
        return ControlAccess.touchesOnlyTheirs(sender, command, seen) || access.mayAll(sender, chat);
    }

    /**
     * Carries a command out that enough people want, whatever the rights of the last of them.
     *
     * @param epoch of the track that they mean
     * @throws dev.muzon.protocol.failure.FailureException {@code player.stale} when another track plays by now
     */
    public Change performForAll(String requestId, Conversation chat, Sender sender, PlayerCommand command, long epoch) {
        PlayerView seen = player.view(new PlayerId(chat.id()));
        return firstTime(requestId)
                ? carriedOut(requestId, chat, sender, command, epoch, seen)
                : new Change(seen, seen);
    }

    private Change carriedOut(
            String requestId,
            Conversation chat,
            Sender sender,
            PlayerCommand command,
            @Nullable Long epoch,
            PlayerView seen) {
        Long meant = epoch == null && concernsTrack(command) ? Long.valueOf(seen.epoch()) : epoch;
        boolean ownOnly = !command.concernsGroup(seen.current() == null)
                && ControlAccess.touchesOnlyTheirs(sender, command, seen)
                && !lasts(command, chat, sender);
        var request = new CommandRequest(command, meant, sender.requester(), ownOnly, sequence(requestId));
        try {
            Change change = new Change(seen, command(chat, sender, request));
            if (change.setsAnother()) {
                events.publishEvent(new SettingsChanged(chat.id()));
            }
            return change;
        } catch (FailureException e) {
            if (wasTurnedAway(e)) {
                patience.ask(() -> mongo.remove(query(where("_id").is(requestId)), HandledUpdate.class));
            }
            throw e;
        }
    }

    /** Returns whether a mute goes on behind the song, because the person may mute all of them. */
    private boolean lasts(PlayerCommand command, Conversation chat, Sender sender) {
        return command instanceof PlayerCommand.SetMuted(boolean muted) && muted && access.mayAll(sender, chat);
    }

    /** Returns whether the player certainly did nothing, so that the command may be given once more. */
    private static boolean wasTurnedAway(FailureException e) {
        return e.failure().code() == FailureCode.PLAYER_AWAY
                && e.getCause() instanceof FailureException refusal
                && refusal.failure().code() != FailureCode.PEER_UNAVAILABLE;
    }

    /**
     * Stops what is still looked for, although nothing plays yet, and leaves a voice chat. Who may not stop others stops
     * what they asked for.
     */
    private PlayerView withdraw(String requestId, Conversation chat, Sender sender) {
        boolean ownOnly = !access.mayAll(sender, chat);
        return player.command(
                new PlayerId(chat.id()),
                new CommandRequest(new PlayerCommand.Stop(), null, sender.requester(), ownOnly, sequence(requestId)));
    }

    /** Returns the number of the update, which its request id ends with. */
    private static long sequence(String requestId) {
        String number = requestId.substring(requestId.lastIndexOf(':') + 1);
        return number.matches("\\d{1,18}") ? Long.parseLong(number) : 0;
    }

    /** Gives a command. The player knows the whole queue, so it may refuse what seemed to touch own tracks only. */
    private PlayerView command(Conversation chat, Sender sender, CommandRequest request) {
        try {
            return player.command(new PlayerId(chat.id()), request);
        } catch (FailureException e) {
            boolean ofOthers =
                    e.failure().code() == FailureCode.NO_RIGHT || e.failure().code() == FailureCode.TAKEN_BY_ANOTHER;
            if (!request.ownOnly() || !ofOthers || !access.mayAll(sender, chat)) {
                throw e;
            }
            return player.command(new PlayerId(chat.id()), request.checked());
        }
    }

    /**
     * Returns the place for tracks that go before others.
     *
     * @throws FailureException {@code access.denied} when tracks of others would have to wait
     */
    public Placement placement(Conversation chat, Sender sender, Placement.Place place) {
        if (place == Placement.Place.LAST) {
            return Placement.LAST;
        }
        PlayerCommand like = place == Placement.Place.NEXT ? new PlayerCommand.Clear() : new PlayerCommand.Stop();
        access.checkMay(sender, chat, like, player.view(new PlayerId(chat.id())));
        return new Placement(place, !access.mayAll(sender, chat));
    }

    private static boolean needsTrack(PlayerCommand command) {
        return switch (command) {
            case PlayerCommand.SetMuted(boolean muted) -> muted;
            case PlayerCommand.SetVolume _,
                    PlayerCommand.Sound _,
                    PlayerCommand.SetOrder _,
                    PlayerCommand.Undo _,
                    PlayerCommand.Previous _,
                    PlayerCommand.Resume _, // the player knows what an undo would bring back
                    PlayerCommand.Stay _,
                    PlayerCommand.SetAutoplay _ -> false;
            default -> true;
        };
    }

    /** Returns whether a command means the track that plays, so that it is stale when another one plays. */
    private static boolean concernsTrack(PlayerCommand command) {
        return switch (command) {
            case PlayerCommand.Sound _,
                    PlayerCommand.SetLoop _,
                    PlayerCommand.SetOrder _,
                    PlayerCommand.Remove _,
                    PlayerCommand.Move _,
                    PlayerCommand.Clear _,
                    PlayerCommand.Undo _,
                    PlayerCommand.Sleep _,
                    PlayerCommand.Stay _,
                    PlayerCommand.SetAutoplay _ -> false;
            default -> true;
        };
    }

    /** Returns whether a command may come twice. One that sets a state may, one that changes it by a step may not. */
    private static boolean repeatable(PlayerCommand command) {
        return switch (command) {
            case PlayerCommand.Skip _,
                    PlayerCommand.SeekBy _,
                    PlayerCommand.Remove _,
                    PlayerCommand.Jump _,
                    PlayerCommand.Clear _,
                    PlayerCommand.Previous _,
                    PlayerCommand.Undo _ -> false;
            default -> true;
        };
    }

    private boolean firstTime(String requestId) {
        try {
            patience.ask(() -> mongo.insert(new HandledUpdate(requestId, clock.instant())));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
