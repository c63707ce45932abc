package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The commands to what plays now and next, the most used first. A control without arguments is one row. */
@Component
@Order(10)
class PlaybackCommands implements CommandSet {
    private static final Category PLAYBACK = new Category(20, MusicPhrase.CATEGORY_PLAYBACK);

    private final PlayerControl control;
    private final NowCommand now;
    private final ResumeCommand resume;
    private final QueueCommand queue;
    private final SkipCommand skip;
    private final VoteSkipCommand voteSkip;
    private final SeekCommand seek;
    private final VolumeCommand volume;

    PlaybackCommands(
            PlayerControl control,
            NowCommand now,
            ResumeCommand resume,
            QueueCommand queue,
            SkipCommand skip,
            VoteSkipCommand voteSkip,
            SeekCommand seek,
            VolumeCommand volume) {
        this.control = control;
        this.now = now;
        this.resume = resume;
        this.queue = queue;
        this.skip = skip;
        this.voteSkip = voteSkip;
        this.seek = seek;
        this.volume = volume;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                command("now", MusicPhrase.DESCRIBE_NOW, now)
                        .alias("np", "сейчас")
                        .freshFor(CommandDefinition.WISH),
                command("queue", MusicPhrase.DESCRIBE_QUEUE, queue)
                        .alias("q", "list", "очередь")
                        .freshFor(CommandDefinition.WISH),
                command("skip", MusicPhrase.DESCRIBE_SKIP, skip).alias("s", "next", "скип", "пропустить"),
                command("voteskip", MusicPhrase.DESCRIBE_VOTESKIP, voteSkip).alias("vote", "голос"),
                control("pause", MusicPhrase.DESCRIBE_PAUSE, new PlayerCommand.Pause(), control::tellPaused)
                        .alias("пауза"),
                command("resume", MusicPhrase.DESCRIBE_RESUME, resume).alias("дальше", "продолжить"),
                control("stop", MusicPhrase.DESCRIBE_STOP, new PlayerCommand.Stop(), control::tellStopped)
                        .alias("end", "стоп"),
                command("seek", MusicPhrase.DESCRIBE_SEEK, seek).alias("перемотать", "перемотка"),
                control("replay", MusicPhrase.DESCRIBE_REPLAY, new PlayerCommand.Replay(), resume::tellReplayed)
                        .alias("сначала"),
                command("volume", MusicPhrase.DESCRIBE_VOLUME, volume).alias("vol", "v", "громкость"));
    }

    private CommandDefinition control(
            String name,
            Phrase description,
            PlayerCommand command,
            BiFunction<Invocation, Change, CompletableFuture<?>> reply) {
        return command(
                name,
                description,
                invocation -> control.run(invocation, command, change -> reply.apply(invocation, change)));
    }

    private static CommandDefinition command(String name, Phrase description, CommandHandler handler) {
        return CommandDefinition.of(name, PLAYBACK, description, handler)
                .inGroups()
                .freshFor(CommandDefinition.CONTROL);
    }
}
