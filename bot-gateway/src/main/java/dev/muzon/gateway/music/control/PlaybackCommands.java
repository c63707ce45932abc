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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
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
                control("pause", MusicPhrase.DESCRIBE_PAUSE, new PlayerCommand.Pause(), MusicPhrase.PAUSED)
                        .alias("пауза"),
                command("resume", MusicPhrase.DESCRIBE_RESUME, resume).alias("дальше", "продолжить"),
                command(
                                "stop",
                                MusicPhrase.DESCRIBE_STOP,
                                invocation -> control.run(
                                        invocation,
                                        new PlayerCommand.Stop(),
                                        change -> control.tellStopped(invocation, change)))
                        .alias("end", "стоп"),
                command("seek", MusicPhrase.DESCRIBE_SEEK, seek).alias("перемотать"),
                control("replay", MusicPhrase.DESCRIBE_REPLAY, new PlayerCommand.Replay(), MusicPhrase.REPLAYED)
                        .alias("сначала"),
                command("volume", MusicPhrase.DESCRIBE_VOLUME, volume).alias("vol", "v", "громкость"));
    }

    private CommandDefinition control(String name, Phrase description, PlayerCommand command, Phrase done) {
        return command(
                name,
                description,
                invocation -> control.run(invocation, command, change -> tell(invocation, change, done)));
    }

    private CompletableFuture<?> tell(Invocation invocation, Change change, Phrase done) {
        Phrase said = said(change, done);
        return said == MusicPhrase.PAUSED_OUTSIDE
                ? control.tellPausedOutside(invocation, change)
                : control.tell(invocation, change, said, assistant(change));
    }

    private static Map<String, String> assistant(Change change) {
        Map<String, String> before = CallText.assistant(change.before());
        return before.isEmpty() ? CallText.assistant(change.after()) : before;
    }

    /** Returns the words for what a command did. A pause of what is paused changes nothing, and nothing else plays. */
    private static Phrase said(Change change, Phrase done) {
        if (done == MusicPhrase.REPLAYED) {
            return Objects.requireNonNullElse(CallText.phrase(change.after()), done);
        }
        if (done == MusicPhrase.PAUSED
                && (change.waitsOutside()
                        || CallText.awaitsVoiceChat(change.after())
                        || CallText.awaitsAssistant(change.after()))) {
            return outside(change);
        }
        if (done != MusicPhrase.PAUSED || !change.stays(PlayerState.PAUSED)) {
            return done;
        }
        return CallText.phrase(change.after()) == MusicPhrase.CARD_STOPPED
                ? MusicPhrase.CARD_STOPPED
                : MusicPhrase.ALREADY_PAUSED;
    }

    /** Returns the words for a pause outside a voice chat, with what has to come before it goes on. */
    private static Phrase outside(Change change) {
        if (CallText.awaitsVoiceChat(change.before()) || CallText.awaitsVoiceChat(change.after())) {
            return MusicPhrase.PAUSED_OUTSIDE;
        }
        return CallText.awaitsAssistant(change.before()) || CallText.awaitsAssistant(change.after())
                ? MusicPhrase.PAUSED_WITHOUT_ASSISTANT
                : MusicPhrase.PAUSED_LEFT;
    }

    private static CommandDefinition command(String name, Phrase description, CommandHandler handler) {
        return CommandDefinition.of(name, PLAYBACK, description, handler)
                .inGroups()
                .freshFor(CommandDefinition.CONTROL);
    }
}
