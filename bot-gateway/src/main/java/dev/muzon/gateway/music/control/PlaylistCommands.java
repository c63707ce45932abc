package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.List;
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
                control("previous", MusicPhrase.DESCRIBE_PREVIOUS, new PlayerCommand.Previous(), MusicPhrase.WENT_BACK)
                        .alias("prev", "back", "назад"),
                control("undo", MusicPhrase.DESCRIBE_UNDO, new PlayerCommand.Undo(), MusicPhrase.UNDONE)
                        .alias("отменить", "вернуть"),
                command("sleep", MusicPhrase.DESCRIBE_SLEEP, sleep).alias("сон"));
    }

    private CommandDefinition control(String name, Phrase description, PlayerCommand command, Phrase done) {
        return command(
                name, description, invocation -> control.runAndTell(invocation, command, _ -> invocation.reply(done)));
    }

    private static CommandDefinition command(String name, Phrase description, CommandHandler handler) {
        return CommandDefinition.of(name, QUEUE, description, handler)
                .inGroups()
                .freshFor(CommandDefinition.CONTROL);
    }
}
