package dev.muzon.gateway.music.request;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.playable.Sources;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * The words for a request that has no outcome after some seconds. A chat where much is said did not even see the first
 * ones.
 */
@Component
class SlowSearches {
    /** With the time in which extractor-service may answer, nobody waits longer than six seconds for words. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final StatusMessages statuses;
    private final Sources sources;
    private final Later later;
    private final Texts texts;
    private final FailureLog failures;

    SlowSearches(StatusMessages statuses, Sources sources, Later later, Texts texts, FailureLog failures) {
        this.statuses = statuses;
        this.sources = sources;
        this.later = later;
        this.texts = texts;
        this.failures = failures;
    }

    void watch(Invocation invocation) {
        later.run(PATIENCE, () -> look(invocation));
    }

    private void look(Invocation invocation) {
        try (var _ = LogContext.ofChat(invocation.chat().id())) {
            String id = invocation.requestId();
            if (!statuses.waits(id)) {
                return;
            }
            MusicPhrase words = sources.answer() ? MusicPhrase.SEARCHING_STILL : MusicPhrase.SEARCH_RETURNS;
            CompletableFuture<?> _ = statuses.say(id, Content.of(texts.html(invocation.language(), words)))
                    .whenComplete((_, thrown) -> {
                        if (thrown != null) {
                            failures.report("words for a slow search", thrown);
                        }
                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failures.report("words for a slow search", e);
        }
    }
}
