package dev.muzon.gateway.music.lyrics;

import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.update.Leadership;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.WorkContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The clock of the lines on cards. A card is drawn every 5 s at most, only when another line is sung and its chat is
 * quiet. With many songs they take turns, so that lines never need more than a third of what Telegram allows for all
 * chats together.
 */
@Component
class LinesTicker {
    private static final int EVERY = 5_000;

    /** A third of 30 a second, for 5 s. */
    static final int SONGS_PER_ROUND = 50;

    private final SungSongs songs;
    private final PlayerClient player;
    private final Cards cards;
    private final Outbox outbox;
    private final Leadership leadership;
    private final MonotonicClock clock;
    private final FailureLog failures;

    private int next;

    LinesTicker(
            SungSongs songs,
            PlayerClient player,
            Cards cards,
            Outbox outbox,
            Leadership leadership,
            MonotonicClock clock,
            FailureLog failures) {
        this.songs = songs;
        this.player = player;
        this.cards = cards;
        this.outbox = outbox;
        this.leadership = leadership;
        this.clock = clock;
        this.failures = failures;
    }

    /** Looks at each song on a separate thread. A player that does not answer must not hold up the others. */
    @Scheduled(fixedDelay = EVERY, initialDelay = EVERY)
    void tick() {
        List<SungSongs.Sung> all = songs.all();
        if (leadership.held()) {
            round(all)
                    .forEach(song -> WorkContext.aside(() -> {
                        try (var _ = LogContext.ofChat(song.chat())) {
                            look(song);
                        } catch (Throwable e) { // also an Error: the songs of other chats go on
                            failures.report("lines on the card of chat " + song.chat(), e);
                        }
                    }));
        }
    }

    /** Takes the songs in turns. */
    synchronized List<SungSongs.Sung> round(List<SungSongs.Sung> all) {
        var turns = new ArrayList<SungSongs.Sung>();
        for (int i = 0; i < Math.min(SONGS_PER_ROUND, all.size()); i++) {
            turns.add(all.get((next + i) % all.size()));
        }
        next = all.isEmpty() ? 0 : (next + turns.size()) % all.size();
        return turns;
    }

    void look(SungSongs.Sung song) {
        Optional<PlayerView> found = view(song.chat());
        if (found.isEmpty()) {
            return;
        }
        PlayerView view = found.get();
        if (!song.isOf(view)) {
            songs.forget(song);
            return;
        }
        if (song.hasMovedOn(view, clock.wallTime()) && !outbox.busy(song.chat())) {
            cards.advance(view);
        }
    }

    /** Returns nothing while the player does not answer: its news comes with the next look. */
    private Optional<PlayerView> view(long chat) {
        try {
            return Optional.of(player.view(new PlayerId(chat)));
        } catch (FailureException e) {
            return Optional.empty();
        }
    }
}
