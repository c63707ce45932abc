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
import dev.muzon.resilience.Span;
import dev.muzon.runtime.metrics.LogContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The way of a song's file into a chat. One message tells how far it is and goes when the file is there. Each song is on
 * a separate thread, so that the chat's next update does not wait.
 */
@Component
class SongSender {
    /** Each is one ffmpeg, one file on the disk and one upload. */
    private static final int AT_ONCE = 4;

    private static final Duration TURN = Duration.ofMinutes(1);

    /** For so long a press on the same button brings nothing new. */
    private static final Duration JUST_SENT = Duration.ofMinutes(10);

    private static final int NAME_LENGTH = 60;

    private final SongFiles files;
    private final Outbox outbox;
    private final Texts texts;
    private final FailureLog failures;
    private final MeterRegistry meters;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Cache<String, Boolean> lately = Caffeine.newBuilder()
            .expireAfterWrite(JUST_SENT)
            .maximumSize(10_000)
            .build();

    SongSender(SongFiles files, Outbox outbox, Texts texts, FailureLog failures, MeterRegistry meters) {
        this.files = files;
        this.outbox = outbox;
        this.texts = texts;
        this.failures = failures;
        this.meters = meters;
    }

    /**
     * A person's wish for a file.
     *
     * @param replyTo the message that asked, null when a button did
     */
    record Wish(Destination place, @Nullable Integer replyTo, long person, Language language) {}

    /** Returns whether a song is the first of its kind in this chat for a while. Then it is not afterwards. */
    boolean isNew(long chat, Track track) {
        return lately.asMap().putIfAbsent(key(chat, track), true) == null;
    }

    /** Sends a song that is known. */
    CompletableFuture<?> send(Track track, Wish wish) {
        Content first = fetching(track, wish);
        return begun(first, wish, line -> deliver(track, wish, line));
    }

    /**
     * Finds a song and sends it.
     *
     * @param searching what to say meanwhile
     */
    CompletableFuture<?> find(TrackQuery query, Phrase searching, Map<String, String> values, Wish wish) {
        Content first = Content.of(texts.html(wish.language(), searching, values));
        return begun(first, wish, line -> {
            Track track = files.find(new SongRequest(wish.place().chatId(), wish.person(), query));
            if (track.live()) {
                return Optional.of(texts.html(wish.language(), SongPhrase.SONG_LIVE));
            }
            show(line, wish, fetching(track, wish));
            return deliver(track, wish, line);
        });
    }

    /** Work with the message that tells about it. */
    @FunctionalInterface
    private interface Work {
        /** Returns the last word, empty when the file is there. */
        Optional<String> run(int line) throws InterruptedException, IOException;
    }

    private CompletableFuture<?> begun(Content first, Wish wish, Work work) {
        CompletableFuture<Integer> line = outbox.send(wish.place(), first, Terms.decoration(wish.replyTo()));
        return line.thenAcceptAsync(
                message -> {
                    try (var _ = LogContext.ofChat(wish.place().chatId())) {
                        carryOut(message, wish, work);
                    }
                },
                Thread::startVirtualThread);
    }

    /** Does the work. The last word is waited for without a turn: nobody's file waits for a flood in this chat. */
    private void carryOut(int line, Wish wish, Work work) {
        try {
            Optional<String> word = inTurn(line, wish, work);
            if (word.isPresent()) {
                end(line, wish, word.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.DRAINING, "interrupted while a song was sent")
                    .causedBy(e);
        }
    }

    private Optional<String> inTurn(int line, Wish wish, Work work) throws InterruptedException {
        boolean mine = false;
        try {
            mine = turns.tryAcquire(TURN.toSeconds(), TimeUnit.SECONDS);
            if (!mine) {
                throw Failure.of(FailureCode.TOO_OFTEN, "no turn within " + new Span(TURN))
                        .asException();
            }
            return work.run(line);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // also an Error: the person waits for a word
            Failure failure = failures.report("/song", e);
            count(failure.code().value());
            if (failure.code() == FailureCode.DRAINING) {
                throw failure.causedBy(e);
            }
            return Optional.of(texts.html(wish.language(), failure));
        } finally {
            if (mine) {
                turns.release();
            }
        }
    }

    private Optional<String> deliver(Track track, Wish wish, int line) throws InterruptedException, IOException {
        boolean sent = false;
        Path file = Files.createTempFile("muzon-song-", ".mp3");
        try {
            files.write(track, file);
            show(line, wish, Content.of(texts.html(wish.language(), SongPhrase.SONG_SENDING, title(track, wish))));
            Outbox.await(upload(wish, message(track, file, wish.language())));
            sent = true;
        } finally {
            Files.deleteIfExists(file);
            if (!sent) {
                lately.invalidate(key(wish.place().chatId(), track));
            }
        }
        count("sent");
        if (line != Outbox.DROPPED) {
            CompletableFuture<Integer> _ = outbox.delete(wish.place().chatId(), line);
        }
        return Optional.empty();
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
        try {
            Outbox.await(said);
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

    private static String key(long chat, Track track) {
        return chat + ":" + track.id();
    }
}
