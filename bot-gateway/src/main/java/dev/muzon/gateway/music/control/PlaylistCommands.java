package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The commands to the queue as a whole and to the tracks in it. */
@Component
class PlaylistCommands implements CommandSet {
    private static final Category QUEUE = new Category(30, MusicPhrase.CATEGORY_QUEUE);

    private final PlayerControl control;
    private final LoopCommand loop;
    private final OrderCommand order;
    private final ModeCommands modes;
    private final WaitingCommands waiting;
    private final UndoCommand undo;
    private final SleepCommand sleep;

    PlaylistCommands(
            PlayerControl control,
            LoopCommand loop,
            OrderCommand order,
            ModeCommands modes,
            WaitingCommands waiting,
            UndoCommand undo,
            SleepCommand sleep) {
        this.control = control;
        this.loop = loop;
        this.order = order;
        this.modes = modes;
        this.waiting = waiting;
        this.undo = undo;
        this.sleep = sleep;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                command("loop", MusicPhrase.DESCRIBE_LOOP, loop).alias("repeat", "повтор"),
                command("shuffle", MusicPhrase.DESCRIBE_SHUFFLE, order::shuffle).alias("mix", "перемешать"),
                command("fair", MusicPhrase.DESCRIBE_FAIR, order::fair).alias("turns", "поочереди"),
                command("autoplay", MusicPhrase.DESCRIBE_AUTOPLAY, it -> modes.run(it, Mode.AUTOPLAY))
                        .alias("автоплей", "продолжай"),
                command("jump", MusicPhrase.DESCRIBE_JUMP, waiting::jump).alias("skipto", "перейти"),
                command("move", MusicPhrase.DESCRIBE_MOVE, waiting::move).alias("mv", "переместить"),
                command("remove", MusicPhrase.DESCRIBE_REMOVE, waiting::remove).alias("rm", "убрать"),
                command("clear", MusicPhrase.DESCRIBE_CLEAR, waiting::clear).alias("очистить"),
                command("previous", MusicPhrase.DESCRIBE_PREVIOUS, this::previous)
                        .alias("prev", "back", "назад"),
                command("undo", MusicPhrase.DESCRIBE_UNDO, undo).alias("отменить", "отмена", "вернуть"),
                command("sleep", MusicPhrase.DESCRIBE_SLEEP, sleep).alias("сон"),
                command("stay", MusicPhrase.DESCRIBE_STAY, it -> modes.run(it, Mode.STAY))
                        .alias("247", "остаться"));
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

    private static CommandDefinition command(String name, Phrase description, CommandHandler handler) {
        return CommandDefinition.of(name, QUEUE, description, handler)
                .inGroups()
                .freshFor(CommandDefinition.CONTROL);
    }
}
