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
import dev.muzon.gateway.telegram.FilesUnderWay;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

    /** Telegram allows a message few edits. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);

    private final StatusMessages statuses;
    private final PlayerClient players;
    private final Sources sources;
    private final FilesUnderWay files;
    private final CallText calls;
    private final Later later;
    private final Texts texts;
    private final FailureLog failures;

    SlowRequests(
            StatusMessages statuses,
            PlayerClient players,
            Sources sources,
            FilesUnderWay files,
            CallText calls,
            Later later,
            Texts texts,
            FailureLog failures) {
        this.statuses = statuses;
        this.players = players;
        this.sources = sources;
        this.files = files;
        this.calls = calls;
        this.later = later;
        this.texts = texts;
        this.failures = failures;
    }

    /**
     * Looks at a request in a while. One whose files Telegram is sending is looked at again and again, and is told how
     * much of them is there.
     */
    public void watch(String requestId, long chatId, Language language, TrackQuery query) {
        later.run(PATIENCE, () -> look(new Request(requestId, chatId, language, files(query)), "", DONE));
    }

    /** Looks at a request in a while that waits for no file. */
    public void watch(String requestId, long chatId, Language language) {
        later.run(PATIENCE, () -> look(new Request(requestId, chatId, language, List.of()), "", DONE));
    }

    /**
     * A request that may take long.
     *
     * @param files ids of those that it asks for
     */
    private record Request(String id, long chatId, Language language, List<String> files) {}

    private static List<String> files(TrackQuery query) {
        return switch (query) {
            case TrackQuery.TelegramFile file -> List.of(file.fileId());
            case TrackQuery.TelegramFiles album ->
                album.files().stream().map(TrackQuery.TelegramFile::fileId).toList();
            default -> List.of();
        };
    }

    /**
     * Looks at a request.
     *
     * @param said the words that it was told last
     * @param told complete once Telegram has them. Nothing more is said before
     */
    private void look(Request request, String said, CompletableFuture<?> told) {
        try (var _ = LogContext.ofChat(request.chatId())) {
            if (!statuses.waits(request.id())) {
                return;
            }
            String words = words(request).orElse("");
            boolean news = !words.isEmpty() && !words.equals(said) && told.isDone();
            CompletableFuture<?> last = news ? say(request, words, said.isEmpty()) : told;
            // The words for a file that is not here yet are the only ones that change by themselves.
            if (!request.files().isEmpty() && !words.isEmpty()) {
                later.run(PAUSE, () -> look(request, news ? words : said, last));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // also an Error: nobody else would tell of it
            failures.report("words for a slow request", e);
        }
    }

    private CompletableFuture<?> say(Request request, String words, boolean first) throws InterruptedException {
        CompletableFuture<?> told = first
                ? statuses.say(request.id(), Content.of(words))
                : statuses.sayFurther(request.id(), Content.of(words));
        CompletableFuture<?> _ = told.whenComplete((_, thrown) -> {
            if (thrown != null) {
                failures.report("words for a slow request", thrown);
            }
        });
        return told;
    }

    /** Writes what a request waits for. Empty when its outcome is on the way. */
    private Optional<String> words(Request request) {
        OptionalInt loaded = files.percent(request.files());
        if (loaded.isPresent()) {
            return Optional.of(
                    texts.html(request.language(), MusicPhrase.LOADING_FILE, Map.of("percent", loaded.getAsInt())));
        }
        PlayerView player;
        try {
            player = players.view(new PlayerId(request.chatId()));
        } catch (FailureException e) {
            return Optional.of(texts.html(
                    request.language(),
                    e.failure().code() == FailureCode.PLAYER_AWAY ? MusicPhrase.PLAYER_RETURNS : searching()));
        }
        return has(player, request.id())
                ? Optional.ofNullable(calls.state(player, request.language())).map(Html::escaped)
                : Optional.of(texts.html(request.language(), searching()));
    }

    private MusicPhrase searching() {
        return sources.answer() ? MusicPhrase.SEARCHING_STILL : MusicPhrase.SEARCH_RETURNS;
    }

    private static boolean has(PlayerView player, String requestId) {
        return Stream.concat(Stream.ofNullable(player.current()), player.upcoming().stream())
                .anyMatch(entry -> requestId.equals(entry.requestId()));
    }
}
