package dev.muzon.gateway.music.nowplaying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.update.LeadershipBegan;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The progress bar, and cards whose news did not arrive. */
class CardProgressTest extends GatewayTest {
    @Autowired
    private CardTicker ticker;

    @Autowired
    private CardProgress progress;

    @Autowired
    private CardStore store;

    @Autowired
    private Cards cards;

    @Autowired
    private CardMessages messages;

    @Autowired
    private PlayerClient client;

    @Autowired
    private FailureLog failures;

    private long nanos;

    @Test
    void progressMovesToWhereThePlayerIs() {
        int card = card(playing(5));
        player.shows(Players.at(Duration.ofSeconds(95), playing(5)));
        progress.tick(chat);
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
        assertThat(edits().getFirst().body().path("message_id").asInt()).isEqualTo(card);
        assertThat(edits().getFirst().text()).containsPattern("1:[345][0-9] ▬+🔘▬+ 3:45");
        assertThat(edits().getFirst().body().toString()).contains("card:5:p");
    }

    @Test
    void progressStandsStillWhileItIsPaused() {
        PlayerView paused = Players.in(PlayerState.PAUSED, playing(5));
        card(paused);
        player.shows(paused);
        progress.tick(chat);
        assertThatOnlyTheEndIsDrawn();
    }

    @Test
    void progressStandsStillWhileThePlayerDoesNotAnswer() {
        card(playing(5));
        progress.tick(chat);
        assertThatOnlyTheEndIsDrawn();
    }

    @Test
    void aPlayerThatIsSilentForFiveSecondsCountsAsRestartingWhereItWasHeardOfLast() {
        var clock = new MonotonicClock(TestClock.create(), () -> nanos);
        var watch = new CardProgress(store, cards, messages, client, clock, failures);
        card(Players.playing(chat, 5, Instant.now(), entry));
        player.leaves(chat);
        watch.look(chat);
        nanos += Duration.ofMillis(4_900).toNanos();
        watch.look(chat);
        assertThat(edits()).isEmpty();

        nanos += Duration.ofMillis(100).toNanos();
        watch.look(chat);
        watch.look(chat);
        watch.tick(chat);
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
        assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).contains("0:30 ▬", "🔄 The player is restarting…"));

        player.shows(playing(5));
        player.returns(chat);
        watch.look(chat);
        await().untilAsserted(() -> assertThat(edits()).hasSize(2));
        assertThat(edits().getLast().text()).doesNotContain("🔄");
    }

    // In a chat that Telegram made wait, each tick left one more removal of the card behind the same edit.
    @Test
    void eachTickRetiredACardThatWasOverOnceMore() {
        CardMessages shown = mock();
        CardStore over = mock();
        Card card = new Card(7, null, entry, playing(5), true, 1);
        when(over.find(chat)).thenReturn(Optional.of(card));
        var watch = new CardProgress(
                over, cards, shown, client, new MonotonicClock(TestClock.create(), () -> nanos), failures);
        watch.tick(chat);
        watch.tick(chat);
        verify(shown, times(1)).retire(card);

        watch.began(new LeadershipBegan());
        watch.tick(chat);
        verify(shown, times(2)).retire(card);
    }

    @Test
    void theTickerDrawsEveryCard() {
        card(playing(5));
        player.shows(Players.at(Duration.ofSeconds(95), playing(5)));
        ticker.tick();
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
    }

    @Test
    void aFewPlayersStandForAllUntilOneIsAway() {
        List<Card> all = LongStream.rangeClosed(1, 40)
                .map(i -> chat - i)
                .mapToObj(other ->
                        Card.of(1, Destination.of(other), entry, Players.playing(other, 5, Instant.now(), entry)))
                .toList();
        // The gateway's ticker is on its way through other cards.
        var fresh = new CardTicker(store, progress, () -> false, failures);
        assertThat(fresh.looks(all)).isEqualTo(all.subList(0, CardTicker.PROBES));
        assertThat(fresh.looks(all)).isEqualTo(all.subList(CardTicker.PROBES, 2 * CardTicker.PROBES));

        long missing = all.getLast().chatId();
        player.leaves(missing);
        progress.look(missing);

        assertThat(fresh.looks(all)).hasSize(CardTicker.CARDS_PER_LOOK);
        player.returns(missing);
        progress.look(missing);
    }

    @Test
    void aCardWhoseTrackNoLongerPlaysIsEndedAtTheSecondLook() {
        int card = card(playing(5));
        player.shows(Players.idle(chat, 6, Instant.now()));
        progress.tick(chat);
        progress.tick(chat);
        await().until(() -> !hasCard());
        assertThat(edits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.text()).startsWith("🎵 <b>"))
                .satisfies(edit ->
                        assertThat(edit.body().path("message_id").asInt()).isEqualTo(card));
    }
}
