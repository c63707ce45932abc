package dev.muzon.extractor.search;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The lists of single sources. Those who search for the same words at the same time share one. A list that comes late
 * is kept for a moment, for the next who searches for the same. Failures are not kept.
 */
final class Lists {
    private static final Duration KEPT = Duration.ofSeconds(20);
    private static final int MOST_KEPT = 500;

    /** A source that needs longer than this is interrupted. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    /** The question to a source. */
    @FunctionalInterface
    interface Question {
        List<FoundTrack> ask(TrackSource source, String words, int limit) throws InterruptedException;
    }

    /** Sources are equal for chats that hear the same. */
    private record Key(TrackSource source, String words, int limit) {}

    private final Question question;
    private final int atOnce;
    private final Map<String, Semaphore> free = new ConcurrentHashMap<>();
    private final AsyncCache<Key, List<FoundTrack>> lists =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).buildAsync();

    /**
     * Takes the bounds.
     *
     * @param atOnce questions that one source works on at once. It is asked no others meanwhile
     */
    Lists(Question question, int atOnce) {
        this.question = question;
        this.atOnce = atOnce;
    }

    /**
     * Begins to ask a source.
     *
     * @return fails as the source does. Shared with others, so nobody may complete it
     */
    CompletableFuture<List<FoundTrack>> of(TrackSource source, String words, int limit) {
        var key = new Key(source, words, limit);
        CompletableFuture<List<FoundTrack>> known = lists.getIfPresent(key);
        if (known != null && known.isCompletedExceptionally()) {
            lists.asMap().remove(key, known); // the cache itself does so only after those who wait were told
        }
        return lists.get(key, (_, _) -> begun(source, words, limit));
    }

    private CompletableFuture<List<FoundTrack>> begun(TrackSource source, String words, int limit) {
        var list = new CompletableFuture<List<FoundTrack>>();
        Semaphore turns = free.computeIfAbsent(source.name(), _ -> new Semaphore(atOnce));
        if (!turns.tryAcquire()) {
            list.completeExceptionally(Failure.of(FailureCode.SOURCE_BUSY, source.name() + " works on other searches")
                    .asException());
            return list;
        }
        Thread worker = Thread.ofVirtual().name("search-" + source.name()).unstarted(() -> {
            try {
                list.complete(List.copyOf(question.ask(source, words, limit)));
            } catch (Throwable e) {
                list.completeExceptionally(e);
            } finally {
                turns.release();
            }
        });
        CompletableFuture.delayedExecutor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .execute(worker::interrupt);
        worker.start();
        return list;
    }
}
