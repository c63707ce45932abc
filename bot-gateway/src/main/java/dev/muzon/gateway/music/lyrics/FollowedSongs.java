package dev.muzon.gateway.music.lyrics;

import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.WorkContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The messages that follow a song, one for each chat. Each is edited every 5 s at most, only when another line is sung
 * and the chat is quiet. They end with their track. After a restart they stand still.
 */
@Component
class FollowedSongs {
    private static final int MOST = 200;
    private static final int EVERY = 5_000;
    private static final Duration LONGEST = Duration.ofHours(2);

    /** The time that the last words wait for room. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PlayerClient player;
    private final LyricsText text;
    private final Outbox outbox;
    private final MonotonicClock clock;
    private final FailureLog failures;
    private final ConcurrentHashMap<Long, Followed> songs = new ConcurrentHashMap<>();
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();

    /**
     * A message that follows a song.
     *
     * @param title cleaned
     * @param shown what the message says now
     */
    private record Followed(
            long chat,
            int message,
            long epoch,
            String title,
            List<LyricsView.Line> lines,
            Language language,
            Instant until,
            Content shown) {
        Followed showing(Content content) {
            return new Followed(chat, message, epoch, title, lines, language, until, content);
        }
    }

    FollowedSongs(PlayerClient player, LyricsText text, Outbox outbox, MonotonicClock clock, FailureLog failures) {
        this.player = player;
        this.text = text;
        this.outbox = outbox;
        this.clock = clock;
        this.failures = failures;
    }

    boolean isFull() {
        return songs.size() >= MOST;
    }

    /**
     * Sends the message and follows the song in it from then on. An older one of the chat stands still.
     *
     * @return complete once Telegram has it
     */
    CompletableFuture<Integer> follow(Destination place, PlayerView view, LyricsView lyrics, Language language) {
        if (lyrics.lines().isEmpty()) {
            return CompletableFuture.completedFuture(Outbox.DROPPED);
        }
        String title = LyricsText.title(lyrics);
        Instant now = clock.instant();
        Content first = text.at(view.positionAt(clock.wallTime()), lyrics.lines(), title, language);
        return outbox.send(place, first, Terms.reply(null)).thenApply(message -> {
            if (message != Outbox.DROPPED) {
                long chat = place.chatId();
                songs.put(
                        chat,
                        new Followed(
                                chat,
                                message,
                                view.epoch(),
                                title,
                                lyrics.lines(),
                                language,
                                now.plus(LONGEST),
                                first));
            }
            return message;
        });
    }

    /** Looks at each song on a separate thread. A player that does not answer must not hold up the others. */
    @Scheduled(fixedDelay = EVERY, initialDelay = EVERY)
    void tick() {
        songs.values().stream()
                .filter(song -> underWay.add(song.chat()))
                .forEach(song -> WorkContext.aside(() -> {
                    try (var _ = LogContext.ofChat(song.chat())) {
                        CompletableFuture<Integer> _ = look(song).whenComplete((_, _) -> underWay.remove(song.chat()));
                    } catch (Throwable e) { // also an Error: the songs of other chats are followed
                        failures.report("following lyrics in chat " + song.chat(), e);
                        songs.remove(song.chat(), song);
                        underWay.remove(song.chat());
                    }
                }));
    }

    private CompletableFuture<Integer> look(Followed song) {
        Instant moment = clock.instant();
        if (moment.isAfter(song.until().plus(PATIENCE))) {
            songs.remove(song.chat(), song);
            return CompletableFuture.completedFuture(Outbox.DROPPED);
        }
        PlayerView view = view(song);
        if (view == null) {
            return CompletableFuture.completedFuture(Outbox.DROPPED);
        }
        if (view.current() == null || view.epoch() != song.epoch() || moment.isAfter(song.until())) {
            return edit(song, Draft.of(text.over(song.title(), song.language())), null);
        }
        Content now = at(song, view);
        return now.equals(song.shown()) || outbox.busy(song.chat())
                ? CompletableFuture.completedFuture(Outbox.DROPPED)
                : edit(song, () -> Optional.of(at(song, view)), song.showing(now));
    }

    /** Returns null while the player does not answer: its news comes with the next look. */
    private @Nullable PlayerView view(Followed song) {
        try {
            return player.view(new PlayerId(song.chat()));
        } catch (FailureException e) {
            return null;
        }
    }

    private Content at(Followed song, PlayerView view) {
        return text.at(view.positionAt(clock.wallTime()), song.lines(), song.title(), song.language());
    }

    /**
     * Changes the message if there is room for that. Otherwise the next look tries again.
     *
     * @param after how it is followed from then on, null for not any more
     */
    private CompletableFuture<Integer> edit(Followed song, Draft draft, @Nullable Followed after) {
        return outbox.edit(song.chat(), song.message(), draft, Terms.decoration(null))
                .thenApply(message -> {
                    if (message != Outbox.DROPPED && after != null) {
                        songs.replace(song.chat(), song, after);
                    } else if (message != Outbox.DROPPED) {
                        songs.remove(song.chat(), song);
                    }
                    return message;
                })
                .exceptionally(thrown -> {
                    failures.report("following lyrics in chat " + song.chat(), thrown);
                    songs.remove(song.chat(), song);
                    return Outbox.DROPPED;
                });
    }
}
