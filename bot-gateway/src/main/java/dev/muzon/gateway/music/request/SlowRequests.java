package dev.muzon.gateway.music.request;

import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.playable.Sources;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The words for a request that has no outcome after some seconds: what it waits for at that moment. A chat where much is
 * said did not even see the first ones.
 */
@Component
public class SlowRequests {
    /** A service that hangs instead of refusing makes it some seconds more. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final StatusMessages statuses;
    private final PlayerClient players;
    private final Sources sources;
    private final CallText calls;
    private final Later later;
    private final Texts texts;
    private final FailureLog failures;

    SlowRequests(
            StatusMessages statuses,
            PlayerClient players,
            Sources sources,
            CallText calls,
            Later later,
            Texts texts,
            FailureLog failures) {
        this.statuses = statuses;
        this.players = players;
        this.sources = sources;
        this.calls = calls;
        this.later = later;
        this.texts = texts;
        this.failures = failures;
    }

    /** Looks at a request in a while. */
    public void watch(String requestId, long chatId, Language language) {
        later.run(PATIENCE, () -> look(requestId, chatId, language));
    }

    private void look(String requestId, long chatId, Language language) {
        try (var _ = LogContext.ofChat(chatId)) {
            if (!statuses.waits(requestId)) {
                return;
            }
            Optional<String> words = words(requestId, new PlayerId(chatId), language);
            if (words.isPresent()) {
                CompletableFuture<?> _ = statuses.say(requestId, Content.of(words.get()))
                        .whenComplete((_, thrown) -> {
                            if (thrown != null) {
                                failures.report("words for a slow request", thrown);
                            }
                        });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // also an Error: nobody else would tell of it
            failures.report("words for a slow request", e);
        }
    }

    /** Writes what a request waits for. Empty when its outcome is on the way. */
    private Optional<String> words(String requestId, PlayerId id, Language language) {
        PlayerView player;
        try {
            player = players.view(id);
        } catch (FailureException e) {
            return Optional.of(texts.html(
                    language,
                    e.failure().code() == FailureCode.PLAYER_AWAY ? MusicPhrase.PLAYER_RETURNS : searching()));
        }
        return has(player, requestId)
                ? Optional.ofNullable(calls.state(player, language)).map(Html::escaped)
                : Optional.of(texts.html(language, searching()));
    }

    private MusicPhrase searching() {
        return sources.answer() ? MusicPhrase.SEARCHING_STILL : MusicPhrase.SEARCH_RETURNS;
    }

    private static boolean has(PlayerView player, String requestId) {
        return Stream.concat(Stream.ofNullable(player.current()), player.upcoming().stream())
                .anyMatch(entry -> requestId.equals(entry.requestId()));
    }
}
