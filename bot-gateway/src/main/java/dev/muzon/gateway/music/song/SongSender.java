package dev.muzon.gateway.music.song;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.SongMessage;
import dev.muzon.gateway.telegram.TopicClosed;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SongRequest;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.WorkContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The way of a song's file into a chat. One message tells how far it is and goes when the file is there. Each song is on
 * a separate thread, so that the chat's next update does not wait. A song that the end of the process cuts off fails with
 * {@code service.draining}, so that the next leader goes on with it.
 */
@Component
class SongSender {
    /** For so long a press on the same button brings nothing new. */
    private static final Duration JUST_SENT = Duration.ofMinutes(10);

    private static final int NAME_LENGTH = 60;

    private final SongFiles files;
    private final Outbox outbox;
    private final Texts texts;
    private final SongLines lines;
    private final FailureLog failures;
    private final MeterRegistry meters;
    private final SongTurns turns = new SongTurns();
    private final Cache<String, Boolean> lately = Caffeine.newBuilder()
            .expireAfterWrite(JUST_SENT)
            .maximumSize(10_000)
            .build();

    SongSender(
            SongFiles files, Outbox outbox, Texts texts, SongLines lines, FailureLog failures, MeterRegistry meters) {
        this.files = files;
        this.outbox = outbox;
        this.texts = texts;
        this.lines = lines;
        this.failures = failures;
        this.meters = meters;
    }

    /**
     * A person's wish for a file.
     *
     * @param replyTo the message that asked, null when a button did
     * @param request the id of what asked, the same when the next leader goes on with it
     */
    record Wish(Destination place, @Nullable Integer replyTo, long person, Language language, String request) {}

    /**
     * Sends a song that nobody in this chat was sent for a while.
     *
     * @return empty when it is on its way or just came
     */
    Optional<CompletableFuture<?>> sendOnce(Track track, Wish wish) {
        String key = wish.place().chatId() + ":" + track.id();
        if (lately.asMap().putIfAbsent(key, true) != null) {
            return Optional.empty();
        }
        return Optional.of(send(track, wish).whenComplete((sent, _) -> {
            if (!Boolean.TRUE.equals(sent)) {
                lately.invalidate(key);
            }
        }));
    }

    /** Goes on with the song that an earlier run of the same request has begun. Empty when there was none. */
    Optional<CompletableFuture<?>> goOn(Wish wish) {
        return lines.find(wish.request())
                .flatMap(line -> Optional.ofNullable(line.track()))
                .map(track -> send(track, wish));
    }

    /**
     * Sends a song that is known.
     *
     * @return whether Telegram has it, complete when the last word is said
     */
    CompletableFuture<Boolean> send(Track track, Wish wish) {
        return begun(fetching(track, wish), wish, track, _ -> track);
    }

    /**
     * Finds a song and sends it.
     *
     * @param searching what to say meanwhile
     */
    CompletableFuture<Boolean> find(TrackQuery query, Phrase searching, Map<String, String> values, Wish wish) {
        Content first = Content.of(texts.html(wish.language(), searching, values));
        return begun(first, wish, null, line -> {
            Track track = files.find(new SongRequest(wish.place().chatId(), wish.person(), query));
            lines.stands(wish.request(), line, track);
            show(line, wish, fetching(track, wish));
            return track;
        });
    }

    /** A search with the message that tells about it. */
    @FunctionalInterface
    private interface Search {
        Track find(int line);
    }

    private CompletableFuture<Boolean> begun(Content first, Wish wish, @Nullable Track known, Search search) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (var _ = LogContext.ofChat(wish.place().chatId())) {
                        return carryOut(first, wish, known, search);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw Failure.of(FailureCode.DRAINING, "interrupted while a song was sent")
                                .causedBy(e);
                    }
                },
                WorkContext::aside);
    }

    /** Goes on where an earlier run of the same request was cut off. Returns whether Telegram has the file. */
    private boolean carryOut(Content first, Wish wish, @Nullable Track known, Search search)
            throws InterruptedException {
        Optional<SongLines.Line> before = lines.find(wish.request());
        boolean sent = before.filter(SongLines.Line::sent).isPresent();
        int line = before.isPresent() ? before.get().message() : began(first, wish, known);
        Track track = before.map(SongLines.Line::track).orElse(null);
        Optional<String> word = sent ? Optional.empty() : inTurn(line, wish, track == null ? search : _ -> track);
        // The last word is waited for without a turn: nobody's file waits for a flood in this chat.
        if (word.isPresent()) {
            end(line, wish, word.get());
        } else if (line != Outbox.DROPPED) {
            settle(outbox.delete(wish.place().chatId(), line));
        }
        lines.over(wish.request());
        return word.isEmpty();
    }

    private int began(Content first, Wish wish, @Nullable Track known) throws InterruptedException {
        int line = Outbox.await(outbox.send(wish.place(), first, Terms.decoration(wish.replyTo())));
        lines.stands(wish.request(), line, known);
        return line;
    }

    /** Returns the last word, empty when the file is there. */
    private Optional<String> inTurn(int line, Wish wish, Search search) throws InterruptedException {
        try (SongTurns.Turn turn = turns.take(wish.place().chatId())) {
            Track track = search.find(line);
            if (track.live()) {
                return Optional.of(texts.html(wish.language(), SongPhrase.SONG_LIVE));
            }
            deliver(track, wish, line, turn);
            return Optional.empty();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // also an Error: the person waits for a word
            Failure failure = failures.report("/song", e);
            count(failure.code().value());
            if (failure.code() == FailureCode.DRAINING) {
                throw failure.causedBy(e);
            }
            return Optional.of(texts.html(wish.language(), failure));
        }
    }

    private void deliver(Track track, Wish wish, int line, SongTurns.Turn turn)
            throws InterruptedException, IOException {
        Path file = Files.createTempFile("muzon-song-", ".mp3");
        try {
            files.write(track, file);
            turn.fetched();
            show(line, wish, Content.of(texts.html(wish.language(), SongPhrase.SONG_SENDING, title(track, wish))));
            Outbox.await(upload(wish, message(track, file, wish.language())));
        } finally {
            Files.deleteIfExists(file);
        }
        lines.sent(wish.request());
        count("sent");
    }

    /** Uploads into the topic of the wish. A topic that is closed by now gives way to General, as for any answer. */
    private CompletableFuture<Integer> upload(Wish wish, SongMessage song) {
        return outbox.upload(wish.place(), song, wish.replyTo())
                .exceptionallyCompose(
                        thrown -> thrown instanceof FailureException refused && TopicClosed.caused(refused)
                                ? outbox.upload(Destination.of(wish.place().chatId()), song, null)
                                : CompletableFuture.failedFuture(thrown));
    }

    private SongMessage message(Track track, Path file, Language language) {
        String name = TrackNames.full(track, texts, language).replaceAll("[\\p{Cntrl}\\s/\\\\:*?\"<>|]+", " ");
        String caption = track.closest() == null ? null : texts.html(language, MusicPhrase.CLOSEST_MATCH);
        Duration length = track.duration() == null ? Duration.ZERO : track.duration();
        return new SongMessage(
                file, shortened(name) + ".mp3", track.title(), track.artist(), length.plusMillis(500), caption);
    }

    private static String shortened(String name) {
        return name.codePoints()
                .limit(NAME_LENGTH)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private Content fetching(Track track, Wish wish) {
        return Content.of(texts.html(wish.language(), SongPhrase.SONG_FETCHING, title(track, wish)));
    }

    private Map<String, String> title(Track track, Wish wish) {
        return Map.of("title", TrackNames.full(track, texts, wish.language()));
    }

    /** Shows progress, unless the chat is busy. */
    private void show(int line, Wish wish, Content words) {
        if (line != Outbox.DROPPED) {
            CompletableFuture<Integer> _ =
                    outbox.edit(wish.place().chatId(), line, Draft.of(words), Terms.decoration(null));
        }
    }

    /** Says the last word. A command is done when Telegram has it. */
    private void end(int line, Wish wish, String html) throws InterruptedException {
        Supplier<CompletableFuture<Integer>> another =
                () -> outbox.send(wish.place(), Content.of(html), Terms.reply(wish.replyTo()));
        CompletableFuture<Integer> said = line == Outbox.DROPPED
                ? another.get()
                : outbox.edit(wish.place().chatId(), line, Content.of(html)).exceptionallyCompose(_ -> another.get());
        settle(said);
    }

    /** Waits until Telegram has the end of a line. */
    private void settle(CompletableFuture<Integer> last) throws InterruptedException {
        try {
            Outbox.await(last);
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.DRAINING) {
                throw e; // the next leader says it
            }
            failures.report("/song", e);
        }
    }

    private void count(String outcome) {
        meters.counter("muzon.song.files", "outcome", outcome).increment();
    }
}
