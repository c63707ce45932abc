package dev.muzon.gateway.music.song;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.FakeSearchService;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.gateway.telegram.SongMessage;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import dev.muzon.testkit.MongoFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Songs whose chat has no room, and songs that the end of a process cuts off. */
class SongSenderTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    private static final long FULL = -1;
    private static final long FULL_TOO = -2;
    private static final long OTHER = -3;
    private static final int LINE = 70;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final FailureLog FAILURES = new FailureLog(FailureClassifier.of(List.of()), List.of());
    private static final Track NOCTURNE = FakeSearchService.track("song-1", "library", "Nocturne");

    private final MongoTemplate store =
            new MongoTemplate(mongo.client(), mongo.database().getName());
    private final SongFiles files = mock(SongFiles.class);
    private final Outbox outbox = mock(Outbox.class);
    private final SongSender sender = sender(outbox);

    private SongSender sender(Outbox outbox) {
        var lines = new SongLines(
                store,
                new StoredDocuments(store, FAILURES),
                new StorePatience(),
                new Afterwards(new ManualLater(), FAILURES),
                new JsonMapper(),
                Clock.systemUTC(),
                FAILURES);
        return new SongSender(files, outbox, TestTexts.all(), lines, FAILURES, new SimpleMeterRegistry());
    }

    @BeforeEach
    void everythingWorks() {
        works(outbox);
    }

    private static void works(Outbox outbox) {
        when(outbox.send(any(), any(Content.class), any())).thenReturn(done(LINE));
        when(outbox.edit(anyLong(), anyInt(), any(Draft.class), any())).thenReturn(done(LINE));
        when(outbox.edit(anyLong(), anyInt(), any(Content.class))).thenReturn(done(LINE));
        when(outbox.delete(anyLong(), anyInt())).thenReturn(done(LINE));
        when(outbox.upload(any(), any(), any())).thenReturn(done(99));
    }

    @AfterEach
    void clean() {
        mongo.clean();
    }

    private static CompletableFuture<Integer> done(int message) {
        return CompletableFuture.completedFuture(message);
    }

    private static SongSender.Wish wish(long chat, int update) {
        return new SongSender.Wish(Destination.of(chat), null, 7, Language.ENGLISH, "tg:" + chat + ":" + update);
    }

    private static Track song(int number) {
        return FakeSearchService.track("song-" + number, "library", "Song " + number);
    }

    // Four songs of groups whose minute was full took all turns: every other group read "a little slower, please".
    @Test
    void songsThatWaitForRoomInSomeGroupsHeldUpThoseOfAllOthers() {
        for (long full : List.of(FULL, FULL_TOO)) {
            Destination place = Destination.of(full);
            when(outbox.upload(eq(place), any(), any())).thenReturn(new CompletableFuture<>());
            for (int i = 0; i < SongTurns.OF_ONE_CHAT; i++) {
                var _ = sender.send(song(i), wish(full, i));
            }
            verify(outbox, timeout(PATIENCE.toMillis()).times(SongTurns.OF_ONE_CHAT))
                    .upload(eq(place), any(), any());
        }

        assertThat(sender.send(NOCTURNE, wish(OTHER, 9)))
                .succeedsWithin(PATIENCE)
                .isEqualTo(true);
    }

    // For ten minutes the button said that the song was on its way, though nothing came.
    @Test
    void aSongWhoseFirstWordsWereRefusedCountedAsOnItsWay() {
        when(outbox.send(any(), any(Content.class), any()))
                .thenReturn(CompletableFuture.failedFuture(
                        Failure.of(FailureCode.OUTBOX_FULL, "full").asException()));
        assertThat(sender.sendOnce(NOCTURNE, wish(FULL, 1)).orElseThrow()).failsWithin(PATIENCE);

        assertThat(sender.sendOnce(NOCTURNE, wish(FULL, 2))).isPresent();
    }

    @Test
    void aSongThatCouldNotBeFetchedCountsAsNew() {
        doThrow(Failure.of(FailureCode.SONG_PRIVATE, "private").asException())
                .when(files)
                .write(any(), any());
        assertThat(sender.sendOnce(NOCTURNE, wish(FULL, 1)).orElseThrow()).succeedsWithin(PATIENCE);

        assertThat(sender.sendOnce(NOCTURNE, wish(FULL, 2))).isPresent();
    }

    @Test
    void aSongThatCameIsNotSentAgain() {
        assertThat(sender.sendOnce(NOCTURNE, wish(FULL, 1)).orElseThrow()).succeedsWithin(PATIENCE);

        assertThat(sender.sendOnce(NOCTURNE, wish(FULL, 2))).isEmpty();
    }

    // The message "Getting the file" stayed for good, and the file never came.
    @Test
    void aSongThatTheEndOfTheProcessCutOffWasLost() {
        var cutOff = new CompletableFuture<Integer>();
        when(outbox.upload(any(), any(), any())).thenReturn(cutOff);
        var song = sender.sendOnce(NOCTURNE, wish(FULL, 1)).orElseThrow();
        verify(outbox, timeout(PATIENCE.toMillis())).upload(any(), any(), any());

        cutOff.cancel(false);
        assertThat(song).failsWithin(PATIENCE).withThrowableThat().withMessageContaining("service.draining");

        Outbox next = mock(Outbox.class);
        works(next);
        SongSender successor = sender(next);
        assertThat(successor.goOn(wish(FULL, 1)).orElseThrow())
                .as("also when another song plays by now")
                .succeedsWithin(PATIENCE);
        verify(next, never()).send(any(), any(Content.class), any());
        verify(next).upload(any(), any(SongMessage.class), any());
        verify(next).delete(FULL, LINE);
        assertThat(successor.goOn(wish(FULL, 1))).as("a song that is over").isEmpty();
    }

    // The file came, and the message about it stayed.
    @Test
    void theLineOfASongThatWasSentAtTheEndOfTheProcessIsTakenBackByTheNext() {
        var silent = new CompletableFuture<Integer>();
        silent.cancel(false);
        when(outbox.delete(anyLong(), anyInt())).thenReturn(silent);
        assertThat(sender.send(NOCTURNE, wish(FULL, 1)))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("service.draining");

        Outbox next = mock(Outbox.class);
        works(next);
        assertThat(sender(next).send(NOCTURNE, wish(FULL, 1)))
                .succeedsWithin(PATIENCE)
                .isEqualTo(true);
        verify(next, never()).upload(any(), any(), any());
        verify(next).delete(FULL, LINE);
        await().untilAsserted(() ->
                assertThat(store.getCollection("song-lines").countDocuments()).isZero());
    }
}
