package dev.muzon.gateway.music.album;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.track.TrackQuery.TelegramFile;
import dev.muzon.protocol.track.TrackQuery.TelegramFiles;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The songs of albums. Each item is a separate update, and a command in the caption of the first comes before the
 * others. So an album is whole only when nothing has come for a while. A song that comes still later is asked for by
 * itself.
 */
@Component
public class Albums implements UpdateHandler<Incoming.AlbumItem> {
    static final Duration KEPT = Duration.ofDays(7);
    static final Duration LOOK = Duration.ofMillis(500);
    /** Looks in a row that found nothing new. */
    static final int QUIET_LOOKS = 2;

    static final int MOST_LOOKS = 6;

    /** Time in which a song may follow those that were asked for. A restart forgets them. */
    static final Duration FOLLOWED = Duration.ofMinutes(10);

    private static final int MOST_REQUESTS = 10_000;

    private final AlbumStore store;
    private final Later later;
    private final Clock clock;
    private final Cache<AlbumStore.Key, AlbumRequest> requests;

    Albums(AlbumStore store, Later later, Clock clock, Ticker ticker) {
        this.store = store;
        this.later = later;
        this.clock = clock;
        this.requests = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(FOLLOWED)
                .maximumSize(MOST_REQUESTS)
                .build();
    }

    @Override
    public Class<Incoming.AlbumItem> type() {
        return Incoming.AlbumItem.class;
    }

    @Override
    public CompletableFuture<?> handle(Incoming.AlbumItem item) {
        add(item.chat().id(), item.album(), item.messageId(), item.file());
        AlbumRequest request =
                requests.getIfPresent(new AlbumStore.Key(item.chat().id(), item.album()));
        if (request != null) {
            request.follow(item);
        }
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Collects the songs that were sent together with the one whose caption is a command. No thread waits for them.
     *
     * @param late asks for a song that comes when the others were asked for. An update that comes again tells it again
     * @return complete within 3 s, in the order of the messages
     */
    public CompletableFuture<List<TelegramFile>> arriving(
            long chatId, String group, int messageId, TelegramFile file, Consumer<Incoming.AlbumItem> late) {
        add(chatId, group, messageId, file);
        var album = new AlbumStore.Key(chatId, group);
        var request = new AlbumRequest(() -> store.items(album), late);
        requests.put(album, request);
        var whole = new CompletableFuture<List<TelegramFile>>();
        lookAgain(request, 1, 0, 1, whole);
        return whole;
    }

    /** Returns the songs that were sent together with one, as far as they were seen. That one is always among them. */
    public List<TelegramFile> known(long chatId, String group, TelegramFile file) {
        List<TelegramFile> seen = store.items(new AlbumStore.Key(chatId, group));
        boolean among = seen.stream().anyMatch(it -> it.uniqueId().equals(file.uniqueId()));
        return among
                ? seen
                : Stream.concat(Stream.of(file), seen.stream())
                        .limit(TelegramFiles.MAX_FILES)
                        .toList();
    }

    private void add(long chatId, String group, int messageId, TelegramFile file) {
        store.add(new AlbumStore.Key(chatId, group), messageId, file, clock.instant());
    }

    /**
     * Looks for further songs after a while.
     *
     * @param quiet looks in a row so far that found no more than {@code count} items
     */
    private void lookAgain(
            AlbumRequest request, int count, int quiet, int look, CompletableFuture<List<TelegramFile>> whole) {
        later.run(LOOK, () -> {
            try {
                int seen = request.count();
                int still = seen == count ? quiet + 1 : 0;
                if (still >= QUIET_LOOKS || look >= MOST_LOOKS) {
                    whole.complete(request.take());
                } else {
                    lookAgain(request, seen, still, look + 1, whole);
                }
            } catch (Throwable e) {
                whole.completeExceptionally(e);
            }
        });
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void forgetOld() {
        store.forgetBefore(clock.instant().minus(KEPT));
    }
}
