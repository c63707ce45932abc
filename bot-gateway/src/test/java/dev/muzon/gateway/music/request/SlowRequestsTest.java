package dev.muzon.gateway.music.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.music.playable.Sources;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.FilesUnderWay;
import dev.muzon.gateway.telegram.RemoteFile;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words for requests that take long. */
class SlowRequestsTest {
    private static final long CHAT = -1;

    private final StatusMessages statuses = mock(StatusMessages.class);
    private final Sources sources = mock(Sources.class);
    private final ManualLater later = new ManualLater();
    private final FilesUnderWay files = new FilesUnderWay();
    private final PlayerClient players = mock(PlayerClient.class);
    private final SlowRequests slow = new SlowRequests(
            statuses,
            players,
            sources,
            files,
            new CallText(TestTexts.all()),
            later,
            TestTexts.all(),
            new FailureLog(FailureClassifier.of(List.of()), List.of()));

    @BeforeEach
    void aRequestWaits() throws InterruptedException {
        when(players.view(new PlayerId(CHAT))).thenReturn(Players.idle(CHAT, 1, Instant.EPOCH));
        when(statuses.waits("tg:1")).thenReturn(true);
        when(statuses.say(any(), any())).thenAnswer(_ -> CompletableFuture.completedFuture(null));
        when(statuses.sayFurther(any(), any())).thenAnswer(_ -> CompletableFuture.completedFuture(null));
    }

    @Test
    void aRequestGotNoAnswerWhileTheExtractorWasAway() throws InterruptedException {
        watch();
        assertThat(later.delays()).containsExactly(Duration.ofSeconds(4));
        later.next();
        CompletableFuture<?> _ = verify(statuses)
                .say("tg:1", Content.of("⏳ My search is restarting, I'll play it as soon as it is back."));
    }

    @Test
    void aRequestThatTakesLongIsSaidToBeSearchedForStill() throws InterruptedException {
        when(sources.answer()).thenReturn(true);
        slow.watch("tg:1", CHAT, TestTexts.RUSSIAN);
        later.next();
        CompletableFuture<?> _ = verify(statuses).say("tg:1", Content.of("🔎 Всё ещё ищу…"));
    }

    // "Still searching…" stood below a request whose song had been found long before, as long as the chat paused it.
    @ParameterizedTest
    @CsvSource({
        "STARTING, '⚠️ I can''t play yet: there is no voice chat. Start one, and I''ll go on.'",
        "PAUSED, '⏸ Paused. No voice chat is on: start one, then /resume.'"
    })
    void aRequestWhoseSongWasFoundWasSaidToBeSearchedFor(PlayerState state, String words) throws InterruptedException {
        when(sources.answer()).thenReturn(true);
        when(players.view(new PlayerId(CHAT)))
                .thenReturn(Players.withCall(
                        new CallStatus(CallStatus.Phase.JOINING, Failure.of(FailureCode.NO_VOICE_CHAT, "none")),
                        Players.in(state, Players.playing(CHAT, 5, Instant.EPOCH, entry()))));
        watch();
        later.next();
        CompletableFuture<?> _ = verify(statuses).say("tg:1", Content.of(words));
    }

    @Test
    void aRequestThatThePlayerHasAndWillAnnounceIsLeftAlone() throws InterruptedException {
        when(players.view(new PlayerId(CHAT)))
                .thenReturn(Players.playing(CHAT, 5, Instant.EPOCH, Players.entry("e1", "Nocturne", 7), entry()));
        watch();
        later.next();
        CompletableFuture<?> _ = verify(statuses, never()).say(eq("tg:1"), any());
    }

    @Test
    void aRequestWasSaidToBeSearchedForWhileThePlayerWasAway() throws InterruptedException {
        when(sources.answer()).thenReturn(true);
        when(players.view(new PlayerId(CHAT)))
                .thenThrow(Failure.of(FailureCode.PLAYER_AWAY, "restarting").asException());
        watch();
        later.next();
        CompletableFuture<?> _ = verify(statuses)
                .say(
                        "tg:1",
                        Content.of(
                                "⏳ The player does not answer just now. I'll do what you asked as soon as it does."));
    }

    @Test
    void anErrorBehindASlowRequestIsReportedAndEndsNothing() throws InterruptedException {
        when(statuses.waits("tg:1")).thenThrow(new AssertionError("injected")).thenReturn(true);
        watch();
        later.next();
        watch();
        later.next();
        CompletableFuture<?> _ = verify(statuses).say(eq("tg:1"), any());
    }

    @Test
    void aRequestWithAnOutcomeIsLeftAlone() throws InterruptedException {
        when(statuses.waits("tg:1")).thenReturn(false);
        watch();
        later.next();
        CompletableFuture<?> _ = verify(statuses, never()).say(eq("tg:1"), any());
    }

    @Test
    void aFileThatTelegramIsSendingIsToldInPercentUntilItIsHere() throws Exception {
        when(sources.answer()).thenReturn(true);
        byte[] song = new byte[200];
        InputStream bytes =
                files.counted("f2", new RemoteFile(new ByteArrayInputStream(song), OptionalLong.of(song.length)));
        bytes.readNBytes(68);
        slow.watch("tg:1", CHAT, Language.ENGLISH, new TrackQuery.TelegramFiles(List.of(file("f1"), file("f2"))));

        later.next();
        said(1, "⏳ Loading the file… 34 %");
        later.next();
        said(1, "⏳ Loading the file… 34 %");
        bytes.readNBytes(100);
        later.next();
        saidFurther("⏳ Loading the file… 84 %");
        bytes.close();
        later.next();
        saidFurther("🔎 Still searching…");
        assertThat(later.delays())
                .containsExactly(
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5));

        when(statuses.waits("tg:1")).thenReturn(false);
        later.next();
        assertThat(later.next()).isFalse();
    }

    @Test
    void aFileOfUnknownLengthIsNotToldInPercent() throws Exception {
        when(sources.answer()).thenReturn(true);
        try (InputStream bytes =
                files.counted("f1", new RemoteFile(new ByteArrayInputStream(new byte[9]), OptionalLong.empty()))) {
            assertThat(bytes.read()).isZero();
            slow.watch("tg:1", CHAT, Language.ENGLISH, file("f1"));
            later.next();
            said(1, "🔎 Still searching…");
        }
    }

    private void said(int times, String words) throws InterruptedException {
        CompletableFuture<?> _ = verify(statuses, times(times)).say("tg:1", Content.of(words));
    }

    // Each step was an answer to Telegram's limits, and kept real answers waiting.
    private void saidFurther(String words) throws InterruptedException {
        CompletableFuture<?> _ = verify(statuses).sayFurther("tg:1", Content.of(words));
    }

    private static TrackQuery.TelegramFile file(String id) {
        return new TrackQuery.TelegramFile(id, "u" + id, null, null, "song.mp3", null, 200L);
    }

    private void watch() {
        slow.watch("tg:1", CHAT, Language.ENGLISH);
    }

    private static QueueEntry entry() {
        QueueEntry any = Players.entry("tg:1/0", "Etude", 7);
        return new QueueEntry(any.id(), "tg:1", any.track(), any.requester());
    }
}
