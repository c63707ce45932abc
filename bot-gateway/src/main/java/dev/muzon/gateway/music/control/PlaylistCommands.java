package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The commands to the queue as a whole and to the tracks in it. */
@Component
class PlaylistCommands implements CommandSet {
    private static final Category QUEUE = new Category(30, MusicPhrase.CATEGORY_QUEUE);

    private final PlayerControl control;
    private final LoopCommand loop;
    private final OrderCommand order;
    private final WaitingCommands waiting;
    private final SleepCommand sleep;

    PlaylistCommands(
            PlayerControl control, LoopCommand loop, OrderCommand order, WaitingCommands waiting, SleepCommand sleep) {
        this.control = control;
        this.loop = loop;
        this.order = order;
        this.waiting = waiting;
        this.sleep = sleep;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                command("loop", MusicPhrase.DESCRIBE_LOOP, loop).alias("repeat", "повтор"),
                command("shuffle", MusicPhrase.DESCRIBE_SHUFFLE, order::shuffle).alias("mix", "перемешать"),
                command("fair", MusicPhrase.DESCRIBE_FAIR, order::fair).alias("turns", "поочереди"),
                command("jump", MusicPhrase.DESCRIBE_JUMP, waiting::jump).alias("skipto", "перейти"),
                command("move", MusicPhrase.DESCRIBE_MOVE, waiting::move).alias("mv", "переместить"),
                command("remove", MusicPhrase.DESCRIBE_REMOVE, waiting::remove).alias("rm", "убрать"),
                command("clear", MusicPhrase.DESCRIBE_CLEAR, waiting::clear).alias("очистить"),
                command("previous", MusicPhrase.DESCRIBE_PREVIOUS, this::previous)
                        .alias("prev", "back", "назад"),
                command("undo", MusicPhrase.DESCRIBE_UNDO, this::undo).alias("отменить", "вернуть"),
                command("sleep", MusicPhrase.DESCRIBE_SLEEP, sleep).alias("сон"));
    }

    private CompletableFuture<?> previous(Invocation invocation) {
        return control.runAndTell(
                invocation,
                new PlayerCommand.Previous(),
                change -> control.tellWhile(
                        invocation,
                        change,
                        change::holdsTrack,
                        MusicPhrase.WENT_BACK,
                        control.paused(invocation, change)));
    }

    private CompletableFuture<?> undo(Invocation invocation) {
        return control.runAndTell(invocation, new PlayerCommand.Undo(), change -> {
            CompletableFuture<?> told =
                    control.tellLate(invocation, change, newest -> Optional.of(undone(change, newest)));
            return pausesAnother(change) ? told.thenCompose(_ -> control.showCard(invocation, change)) : told;
        });
    }

    /**
     * Returns words that stay true whatever happens next: a person who undid something waits for an answer. Music that
     * stopped with its voice chat goes on by itself, so that nobody paused it.
     */
    private static MusicPhrase undone(Change change, PlayerView newest) {
        if (newest.state() != PlayerState.PAUSED || CallText.phrase(newest) == MusicPhrase.CARD_STOPPED) {
            return MusicPhrase.UNDONE;
        }
        boolean sounded = change.before().current() != null && change.before().state() != PlayerState.PAUSED;
        return sounded ? MusicPhrase.UNDONE_PAUSED_AGAIN : MusicPhrase.UNDONE_PAUSED;
    }

    /** Returns whether another track is the current one now and stands still, so that no start brings its card. */
    private static boolean pausesAnother(Change change) {
        QueueEntry before = change.before().current();
        QueueEntry after = change.after().current();
        return change.after().state() == PlayerState.PAUSED
                && after != null
                && (before == null || !before.id().equals(after.id()));
    }

    private static CommandDefinition command(String name, Phrase description, CommandHandler handler) {
        return CommandDefinition.of(name, QUEUE, description, handler)
                .inGroups()
                .freshFor(CommandDefinition.CONTROL);
    }
}
