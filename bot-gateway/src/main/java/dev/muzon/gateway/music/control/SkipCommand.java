package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** {@code /skip [n]}: goes on to the next track, or the n-th next. */
@Component
class SkipCommand implements CommandHandler {
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,3}");

    private final PlayerControl control;
    private final VotesNeeded votes;

    SkipCommand(PlayerControl control, VotesNeeded votes) {
        this.control = control;
        this.votes = votes;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        String argument = invocation.argument();
        if (!argument.isEmpty() && !COUNT.matcher(argument).matches()) {
            return invocation.hint(MusicPhrase.SKIP_USAGE);
        }
        int count = argument.isEmpty() ? 1 : Integer.parseInt(argument);
        Function<Change, CompletableFuture<?>> reply = change -> {
            Predicate<PlayerView> agrees = newest -> comesRound(change, count) || change.holdsEnd(newest);
            Map<String, Object> values = Map.of("count", skipped(change, count));
            return change.after().state() == PlayerState.PAUSED
                    ? control.tellSilent(invocation, change, agrees, MusicPhrase.SKIPPED, values)
                    : control.tellWhile(invocation, change, agrees, MusicPhrase.SKIPPED, values);
        };
        try {
            // The card tells of one skipped track only.
            return count == 1
                    ? control.run(invocation, new PlayerCommand.Skip(1), reply)
                    : control.runAndTell(invocation, new PlayerCommand.Skip(count), reply);
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.NO_RIGHT) {
                return invocation.refuse(
                        MusicPhrase.SKIP_DENIED,
                        Map.of("needed", votes.in(invocation.chat().id())));
            }
            throw e;
        }
    }

    /** Returns whether the track that was skipped comes again, because the queue repeats. */
    private static boolean comesRound(Change change, int count) {
        QueueStatus queue = change.before().queue();
        return queue.loop().mode() == Loop.Mode.QUEUE && count > queue.size();
    }

    /** Counts what was really skipped: nobody can skip more than there is. */
    private static int skipped(Change change, int wanted) {
        return Math.min(wanted, 1 + change.before().queue().size());
    }
}
