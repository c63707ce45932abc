package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** {@code /remove}, {@code /move}, {@code /jump} and {@code /clear}: commands to the tracks that wait. */
@Component
class WaitingCommands {
    private static final Pattern TWO = Pattern.compile("(?<from>[1-9][0-9]{0,4})\\s+(?<to>[1-9][0-9]{0,4})");

    /** Several places at once, which are not understood. */
    private static final Pattern SEVERAL = Pattern.compile("[0-9]{1,5}(?:(?:\\s*[-–—,;]\\s*|\\s+)[0-9]{1,5})+");

    private final PlayerControl control;
    private final WaitingTracks tracks;
    private final Texts texts;

    WaitingCommands(PlayerControl control, WaitingTracks tracks, Texts texts) {
        this.control = control;
        this.tracks = tracks;
        this.texts = texts;
    }

    /** Removes a track by its number or title. */
    CompletableFuture<?> remove(Invocation invocation) {
        String argument = invocation.argument();
        if (argument.isEmpty() || WaitingTracks.isNoPlace(argument)) {
            return invocation.hint(MusicPhrase.REMOVE_USAGE);
        }
        QueueEntry entry;
        try {
            entry = meant(invocation.chat().id(), argument);
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.NOT_IN_QUEUE
                    && SEVERAL.matcher(argument).matches()) {
                return invocation.hint(MusicPhrase.REMOVE_USAGE);
            }
            throw e;
        }
        return control.runAndTell(
                invocation,
                new PlayerCommand.Remove(entry.id()),
                change -> control.tellWhile(
                        invocation,
                        change,
                        newest -> !Change.names(newest, entry),
                        MusicPhrase.REMOVED,
                        title(entry, invocation)));
    }

    private QueueEntry meant(long chat, String argument) {
        return WaitingTracks.isNumber(argument)
                ? tracks.numbered(chat, Integer.parseInt(argument))
                : tracks.titled(chat, argument);
    }

    /** Moves a track from one number to another. */
    CompletableFuture<?> move(Invocation invocation) {
        Matcher numbers = TWO.matcher(invocation.argument());
        if (!numbers.matches()) {
            return invocation.hint(MusicPhrase.MOVE_USAGE);
        }
        QueueEntry entry = tracks.numbered(invocation.chat().id(), Integer.parseInt(numbers.group("from")));
        int to = Integer.parseInt(numbers.group("to"));
        return control.runAndTell(invocation, new PlayerCommand.Move(entry.id(), to), change -> {
            Map<String, Object> values = title(entry, invocation);
            int position = Math.min(to, change.after().queue().size());
            values.put("position", position);
            return control.tellWhile(
                    invocation, change, newest -> waitsAt(position, entry, newest), MusicPhrase.MOVED, values);
        });
    }

    /** Plays a track at once, by its number. */
    CompletableFuture<?> jump(Invocation invocation) {
        if (!WaitingTracks.isNumber(invocation.argument())) {
            return invocation.hint(MusicPhrase.JUMP_USAGE);
        }
        QueueEntry entry = tracks.numbered(invocation.chat().id(), Integer.parseInt(invocation.argument()));
        return control.run(invocation, new PlayerCommand.Jump(entry.id()), change -> {
            Map<String, Object> values = title(entry, invocation);
            values.putAll(control.paused(invocation, change));
            return control.tellWhile(invocation, change, change::holdsTrack, MusicPhrase.JUMPED, values);
        });
    }

    /** Empties the queue. */
    CompletableFuture<?> clear(Invocation invocation) {
        return control.runAndTell(
                invocation,
                new PlayerCommand.Clear(),
                change -> control.tellWhile(
                        invocation,
                        change,
                        change::holdsEmptiness,
                        MusicPhrase.CLEARED,
                        Map.of("count", change.before().queue().size())));
    }

    /** Returns whether a view has the entry at this place. Views name only the first places. */
    private static boolean waitsAt(int position, QueueEntry entry, PlayerView newest) {
        List<QueueEntry> named = newest.upcoming();
        return position <= named.size()
                ? named.get(position - 1).id().equals(entry.id())
                : position <= newest.queue().size() && !Change.names(newest, entry);
    }

    private Map<String, Object> title(QueueEntry entry, Invocation invocation) {
        var values = new HashMap<String, Object>();
        values.put("title", TrackNames.full(entry.track(), texts, invocation.language()));
        return values;
    }
}
