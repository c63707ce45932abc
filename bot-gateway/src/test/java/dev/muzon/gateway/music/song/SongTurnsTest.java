package dev.muzon.gateway.music.song;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SongTurnsTest {
    private final SongTurns turns = new SongTurns();

    private static CompletableFuture<SongTurns.Turn> later(SongTurns turns, long chat) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return turns.take(chat);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                Thread::startVirtualThread);
    }

    @Test
    void aChatHasTwoTurnsUntilItsSongsAreOver() throws InterruptedException {
        SongTurns.Turn first = turns.take(-1);
        SongTurns.Turn second = turns.take(-1);
        first.fetched();
        second.fetched();
        CompletableFuture<SongTurns.Turn> third = later(turns, -1);

        assertThat(later(turns, -2)).succeedsWithin(Duration.ofSeconds(30));
        assertThat(third).isNotDone();
        first.close();

        await().until(third::isDone);
        second.close();
    }

    @Test
    void fourFilesAreFetchedAtOnce() throws InterruptedException {
        List<SongTurns.Turn> held = new ArrayList<>();
        for (long chat = 1; chat <= SongTurns.AT_ONCE; chat++) {
            held.add(turns.take(chat));
        }
        CompletableFuture<SongTurns.Turn> next = later(turns, 9);
        await().during(Duration.ofMillis(100)).until(() -> !next.isDone());

        held.getFirst().fetched();

        await().until(next::isDone);
        held.forEach(SongTurns.Turn::close);
    }
}
