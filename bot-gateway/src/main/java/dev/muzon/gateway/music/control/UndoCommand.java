package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code /undo}: takes back the last skip, stop, clear, remove or jump, and says what came back. A vote and
 * {@code /playforce} skip, too.
 */
@Component
class UndoCommand implements CommandHandler {
    private final PlayerControl control;
    private final Texts texts;

    UndoCommand(PlayerControl control, Texts texts) {
        this.control = control;
        this.texts = texts;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return control.runAndTell(invocation, new PlayerCommand.Undo(), change -> {
            CompletableFuture<?> told = control.tellLate(
                    invocation,
                    change,
                    values(change, invocation.language()),
                    newest ->
                            Optional.of(undone(change, newest, control.waits(newest, invocation.language()) != null)));
            boolean pausesAnother = change.after().state() == PlayerState.PAUSED && current(change) != null;
            return pausesAnother ? told.thenCompose(_ -> control.showCard(invocation, change)) : told;
        });
    }

    /**
     * Returns words that stay true whatever happens next: a person who undid something waits for an answer. Music that
     * stopped with its voice chat goes on by itself, so that nobody paused it.
     *
     * @param waits whether the music still waits for something, so that nobody hears it
     */
    private static MusicPhrase undone(Change change, PlayerView newest, boolean waits) {
        QueueEntry back = current(change);
        if (back == null) {
            return queued(change);
        }
        if (newest.state() == PlayerState.PAUSED) {
            QueueEntry before = change.before().current();
            boolean sounded = before != null && change.before().state() != PlayerState.PAUSED;
            return sounded && CallText.phrase(newest) != MusicPhrase.CARD_STOPPED
                    ? MusicPhrase.UNDONE_PAUSED_AGAIN
                    : MusicPhrase.UNDONE_BACK;
        }
        boolean goesOn = newest.current() != null && newest.current().id().equals(back.id());
        return goesOn && !waits ? MusicPhrase.UNDONE_GOES_ON : MusicPhrase.UNDONE_BACK;
    }

    private static MusicPhrase queued(Change change) {
        int count = count(change);
        if (count < 1) {
            return MusicPhrase.UNDONE;
        }
        return count == 1 && waiting(change).isPresent() ? MusicPhrase.UNDONE_QUEUE : MusicPhrase.UNDONE_QUEUE_MANY;
    }

    private Map<String, ?> values(Change change, Language language) {
        var values = new HashMap<String, Object>();
        int count = count(change);
        QueueEntry current = current(change);
        values.put("count", count);
        Optional.ofNullable(current)
                .or(() -> waiting(change))
                .ifPresent(entry -> values.put("title", TrackNames.full(entry.track(), texts, language)));
        if (current != null && count > 1) {
            values.put("more", texts.plain(language, MusicPhrase.UNDONE_QUEUE_TOO, Map.of("count", count - 1)));
        }
        return values;
    }

    /** Returns the track that is the current one again, null when none began. A queue of one that repeats has no other. */
    private static @Nullable QueueEntry current(Change change) {
        return change.holdsTrack(change.before()) ? null : change.after().current();
    }

    /** Returns the first track that waits again, as far as the views name what waits. */
    private static Optional<QueueEntry> waiting(Change change) {
        List<String> before =
                change.before().upcoming().stream().map(QueueEntry::id).toList();
        return change.after().upcoming().stream()
                .filter(entry -> !before.contains(entry.id()))
                .findFirst();
    }

    /** Counts the tracks that came back. */
    private static int count(Change change) {
        return tracks(change.after()) - tracks(change.before());
    }

    private static int tracks(PlayerView player) {
        return player.queue().size() + (player.current() == null ? 0 : 1);
    }
}
