package dev.muzon.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.JobState;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.Pause;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.ResolutionView;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.runtime.contract.AccountsApi;
import dev.muzon.runtime.contract.PlayersApi;
import dev.muzon.runtime.contract.ResolutionsApi;
import dev.muzon.runtime.contract.SourcesApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of what an operator reads of states that one healthy suite does not have. */
class DiagnosisTest {
    private static final Language ENGLISH = Language.ENGLISH;
    private static final long CHAT = -5;

    private final PlayersApi players = mock(PlayersApi.class);
    private final SourcesApi sources = mock(SourcesApi.class);
    private final ResolutionsApi resolutions = mock(ResolutionsApi.class);
    private final JobQueue jobs = mock(JobQueue.class);
    private final Diagnosis diagnosis =
            new Diagnosis(peers(), jobs, mock(BotApi.class), Clock.systemUTC(), TestTexts.all());

    @Test
    void withEverySourceOffNothingIsCalledASourceThatIsAsked() {
        when(sources.sources()).thenReturn(List.of(new SourceView("web", List.of(), null, "yt-dlp is not installed")));

        assertThat(diagnosis.sources(ENGLISH))
                .containsExactly(
                        "❌ No source is on, so nothing can be found.",
                        "ℹ️ The source web is off: yt-dlp is not installed");
    }

    @Test
    void cookiesOfASourceAreToldByWhetherTheyCanBeUsed() {
        SourceView web = new SourceView("web", List.of(SourceView.Kind.PAGES), null);
        when(sources.sources()).thenReturn(List.of(web.with(new SourceView.Accounts(2, 1, 0))));
        assertThat(diagnosis.sources(ENGLISH))
                .contains("✅ Cookies of the source web: 2 ready, 1 resting after a refusal, 0 unusable.");

        when(sources.sources()).thenReturn(List.of(web.with(new SourceView.Accounts(0, 0, 1))));
        assertThat(diagnosis.sources(ENGLISH))
                .contains("⚠️ Cookies of the source web: 0 ready, 0 resting after a refusal, 1 unusable.");
    }

    @Test
    void lyricsWereCalledASource() {
        when(sources.sources())
                .thenReturn(List.of(
                        new SourceView("library", List.of(SourceView.Kind.WORDS), 3),
                        new SourceView("lyrics", List.of(SourceView.Kind.LYRICS), null)));
        assertThat(diagnosis.sources(ENGLISH))
                .containsExactly("✅ Sources that are asked: library.", "✅ Lyrics are looked for.");

        when(sources.sources())
                .thenReturn(List.of(new SourceView("lyrics", List.of(), null, "MUZON_LYRICS_ENABLED is off")));
        assertThat(diagnosis.sources(ENGLISH))
                .containsExactly(
                        "❌ No source is on, so nothing can be found.",
                        "ℹ️ Lyrics are off: MUZON_LYRICS_ENABLED is off");
    }

    @Test
    void theLastRequestsAreToldWithWhoAnsweredWhoRefusedAndHowLongItTook() {
        var found = new ResolutionView(
                Instant.now(),
                "rain <in> may",
                "archive",
                Duration.ofMillis(140),
                List.of(
                        new ResolutionView.Step("library", "track.not-found", Duration.ofMillis(3)),
                        new ResolutionView.Step("web", "overtaken", Duration.ofMillis(120)),
                        new ResolutionView.Step("archive", "found", Duration.ofMillis(130))));
        var refused = new ResolutionView(
                Instant.now(),
                "host.example",
                null,
                Duration.ofMillis(9),
                List.of(new ResolutionView.Step("direct", "source.refused", Duration.ofMillis(8))));
        when(resolutions.resolutions(CHAT)).thenReturn(List.of(found, refused));

        List<String> lines = diagnosis.requests(CHAT, ENGLISH);

        assertThat(lines).hasSize(3).first().isEqualTo("<b>What was looked for here lately</b>");
        assertThat(lines.get(1))
                .endsWith("ago: “rain &lt;in&gt; may” came from archive in 140 ms:"
                        + " ❌ library <code>track.not-found</code> (3 ms) ⏱ web was slower (120 ms)"
                        + " ✅ archive (130 ms)");
        assertThat(lines.get(2))
                .endsWith("“host.example” was not found within 9 ms: ❌ direct <code>source.refused</code> (8 ms)");
        assertThat(diagnosis.requests(CHAT, TestTexts.RUSSIAN).getFirst())
                .isEqualTo("<b>Что здесь искали за последнее время</b>");
        assertThat(diagnosis.requests(CHAT - 1, ENGLISH)).isEmpty();
    }

    @Test
    void musicThatStoppedForGoodWasCalledPaused() {
        shows(new CallStatus(CallStatus.Phase.LEFT, null), null);

        assertThat(diagnosis.player(CHAT, ENGLISH))
                .containsExactly(
                        "⚠️ The music stopped, because the voice chat was lost for good. /resume tries again.");
    }

    // "The music is on its way into the voice chat" stood below "Account main is not logged in".
    @Test
    void musicWithoutAFailureYetWasSaidToBeOnItsWay() {
        shows(PlayerState.STARTING, new CallStatus(CallStatus.Phase.JOINING, null), null);

        assertThat(diagnosis.player(CHAT, ENGLISH)).containsExactly("⏳ The music can't be heard yet.");
        assertThat(diagnosis.player(CHAT, TestTexts.RUSSIAN)).containsExactly("⏳ Музыку пока не слышно.");
    }

    @Test
    void musicThatNobodyListensToIsToldApartFromMusicThatSomebodyPaused() {
        shows(new CallStatus(CallStatus.Phase.CONNECTED, null), new Pause(null));
        assertThat(diagnosis.player(CHAT, ENGLISH))
                .containsExactly("✅ The music is paused, because nobody listened. It goes on when somebody comes.");

        shows(new CallStatus(CallStatus.Phase.CONNECTED, null), new Pause(new Requester(1, "Ann")));
        assertThat(diagnosis.player(CHAT, ENGLISH)).containsExactly("✅ The music is paused.");
    }

    @Test
    void failuresOfPartsAreToldAsTheOwnerKnowsThem() {
        List<RecentFailures.Seen> seen = List.of(
                new RecentFailures.Seen(Instant.now(), Failure.of(FailureCode.STORE_UNAVAILABLE, "away")),
                new RecentFailures.Seen(Instant.now(), Failure.of(FailureCode.PEER_UNAVAILABLE, "away")));

        assertThat(String.join("\n", diagnosis.failures(seen, ENGLISH)))
                .contains(
                        "ago: MongoDB does not answer. (<code>store.unavailable</code>)",
                        "ago: A service did not answer, or answered with an error. (<code>peer.unavailable</code>)");
        assertThat(String.join("\n", diagnosis.failures(seen, TestTexts.RUSSIAN)))
                .contains("MongoDB не отвечает.", "Один из сервисов не ответил или ответил с ошибкой.");
    }

    @Test
    void aQueueThatIsNotWorkedOffIsAWarning() {
        when(jobs.count(anyString())).thenReturn(Map.of(JobState.READY, 20L, JobState.DEAD, 1L));

        assertThat(diagnosis.store(ENGLISH))
                .containsExactly(
                        "✅ The database answers.",
                        "⚠️ 4 jobs were given up. <code>./muzon jobs</code> shows them.",
                        "⚠️ 80 jobs wait to be done: the services are behind.");
    }

    private void shows(CallStatus call, Pause pause) {
        shows(PlayerState.PAUSED, call, pause);
    }

    private void shows(PlayerState state, CallStatus call, Pause pause) {
        PlayerView it = Players.in(state, Players.playing(CHAT, 1, Instant.EPOCH, Players.entry("1", "Song", 1)));
        when(players.view(any()))
                .thenReturn(new PlayerView(
                        it.chat(),
                        it.epoch(),
                        it.revision(),
                        it.state(),
                        it.current(),
                        it.position(),
                        it.at(),
                        it.volume(),
                        it.upcoming(),
                        it.queue(),
                        call,
                        null,
                        null,
                        pause));
    }

    private Peers peers() {
        Peers peers = mock(Peers.class);
        when(peers.of(any(Peer.class), any(), any())).thenAnswer(asked -> {
            Class<?> contract = asked.getArgument(1);
            return contract == PlayersApi.class
                    ? players
                    : contract == SourcesApi.class
                            ? sources
                            : contract == ResolutionsApi.class ? resolutions : mock(AccountsApi.class);
        });
        return peers;
    }
}
