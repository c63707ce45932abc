package dev.muzon.gateway.music.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.music.playable.Sources;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.support.TestTexts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Words for requests that take long. */
class SlowSearchesTest {
    private final StatusMessages statuses = mock(StatusMessages.class);
    private final Sources sources = mock(Sources.class);
    private final ManualLater later = new ManualLater();
    private final Invocation invocation = mock(Invocation.class);
    private final SlowSearches slow = new SlowSearches(
            statuses, sources, later, TestTexts.all(), new FailureLog(FailureClassifier.of(List.of()), List.of()));

    @BeforeEach
    void aRequestWaits() throws InterruptedException {
        when(invocation.requestId()).thenReturn("tg:1");
        when(invocation.language()).thenReturn(Language.ENGLISH);
        when(invocation.chat()).thenReturn(new Conversation(-1, Conversation.Kind.GROUP, null, null));
        when(statuses.waits("tg:1")).thenReturn(true);
        when(statuses.say(any(), any())).thenAnswer(_ -> CompletableFuture.completedFuture(null));
    }

    @Test
    void aRequestGotNoAnswerWhileTheExtractorWasAway() throws InterruptedException {
        slow.watch(invocation);
        assertThat(later.delays()).containsExactly(Duration.ofSeconds(4));
        later.next();
        CompletableFuture<?> _ = verify(statuses)
                .say("tg:1", Content.of("⏳ My search is restarting, I'll play it as soon as it is back."));
    }

    @Test
    void aRequestThatTakesLongIsSaidToBeSearchedForStill() throws InterruptedException {
        when(sources.answer()).thenReturn(true);
        when(invocation.language()).thenReturn(TestTexts.RUSSIAN);
        slow.watch(invocation);
        later.next();
        CompletableFuture<?> _ = verify(statuses).say("tg:1", Content.of("🔎 Всё ещё ищу…"));
    }

    @Test
    void aRequestWithAnOutcomeIsLeftAlone() throws InterruptedException {
        when(statuses.waits("tg:1")).thenReturn(false);
        slow.watch(invocation);
        later.next();
        CompletableFuture<?> _ = verify(statuses, never()).say(eq("tg:1"), any());
    }
}
