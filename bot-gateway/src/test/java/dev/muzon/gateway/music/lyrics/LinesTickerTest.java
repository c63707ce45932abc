package dev.muzon.gateway.music.lyrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lines on a card as time goes by. */
class LinesTickerTest {
    private static final long CHAT = -5;
    private static final List<LyricsView.Line> LINES = List.of(
            new LyricsView.Line(Duration.ofSeconds(20), "One"), new LyricsView.Line(Duration.ofSeconds(120), "Two"));

    private final TestClock clock = TestClock.create();
    private final SungSongs songs = new SungSongs(mock());
    private final PlayerClient player = mock();
    private final Cards cards = mock();
    private final Outbox outbox = mock();
    private final LinesTicker ticker =
            new LinesTicker(songs, player, cards, outbox, mock(), new MonotonicClock(clock), mock());

    @BeforeEach
    void drawn() {
        PlayerView view = at(30, 5);
        songs.show(view, LINES);
        songs.sung(view, clock.instant());
    }

    private PlayerView at(int seconds, long epoch) {
        PlayerView view = Players.at(
                Duration.ofSeconds(seconds),
                Players.playing(CHAT, epoch, clock.instant(), Players.entry("e1", "Nocturne", 1)));
        when(player.view(any())).thenReturn(view);
        return view;
    }

    private void look() {
        songs.all().forEach(ticker::look);
    }

    @Test
    void aCardIsDrawnWhenAnotherLineIsSungAndOnlyThen() {
        PlayerView view = at(30, 5);
        look();
        clock.advance(Duration.ofSeconds(80));
        look();
        verify(cards, never()).advance(any());

        clock.advance(Duration.ofSeconds(20));
        look();
        verify(cards).advance(view);
    }

    @Test
    void aPausedSongDrawsNothing() {
        PlayerView paused = Players.in(PlayerState.PAUSED, at(30, 5));
        when(player.view(any())).thenReturn(paused);
        clock.advance(Duration.ofMinutes(5));
        look();
        verify(cards, never()).advance(any());
    }

    @Test
    void aBusyChatHearsItsAnswersFirst() {
        when(outbox.busy(CHAT)).thenReturn(true, false);
        at(130, 5);
        look();
        verify(cards, never()).advance(any());
        look();
        verify(cards).advance(any());
    }

    @Test
    void theLinesOfATrackThatIsOverAreForgotten() {
        at(130, 6);
        look();
        assertThat(songs.all()).isEmpty();
        verify(cards, never()).advance(any());
    }

    @Test
    void manySongsTakeTurns() {
        IntStream.rangeClosed(1, 120)
                .forEach(chat -> songs.show(
                        Players.playing(-1000 - chat, 5, clock.instant(), Players.entry("e1", "Nocturne", 1)), LINES));
        List<SungSongs.Sung> all = songs.all();

        List<SungSongs.Sung> looked = Stream.generate(() -> ticker.round(all))
                .limit(3)
                .peek(round -> assertThat(round).hasSize(LinesTicker.SONGS_PER_ROUND))
                .flatMap(List::stream)
                .toList();

        assertThat(looked).containsAll(all);
    }
}
