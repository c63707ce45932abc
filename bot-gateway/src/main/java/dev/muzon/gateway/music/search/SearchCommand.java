package dev.muzon.gateway.music.search;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.telegram.Blanks;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Material;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /search}: lists what words may mean, for a person to pick from. */
@Component
@Order(20)
class SearchCommand implements CommandSet {
    private static final Category PLAY = new Category(10, MusicPhrase.CATEGORY_PLAY);

    private final SearchClient client;
    private final SearchText text;
    private final LateResults late;
    private final Texts texts;
    private final FailureLog failures;

    SearchCommand(SearchClient client, SearchText text, LateResults late, Texts texts, FailureLog failures) {
        this.client = client;
        this.text = text;
        this.late = late;
        this.texts = texts;
        this.failures = failures;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of("search", PLAY, MusicPhrase.DESCRIBE_SEARCH, this::search)
                .alias("find", "поиск", "найди")
                .inGroups()
                .asking()
                .atMost(5, Duration.ofSeconds(30)));
    }

    private CompletableFuture<?> search(Invocation invocation) {
        String words = Blanks.oneLine(invocation.argument());
        if (words.isEmpty()) {
            return invocation.refuse(MusicPhrase.SEARCH_USAGE);
        }
        if (words.codePointCount(0, words.length()) > Material.MAX_WORDS) {
            return invocation.refuse(MusicPhrase.PLAY_TOO_LONG, Map.of("limit", Integer.toString(Material.MAX_WORDS)));
        }
        if (words.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return invocation.refuse(MusicPhrase.PLAY_UNCLEAR);
        }
        return client.searchAside(words, invocation.chat().id())
                .handle((found, thrown) -> new Answer(found, content(invocation, words, found, thrown)))
                .thenCompose(answer -> send(invocation, words, answer));
    }

    /**
     * The answer to a search.
     *
     * @param found null when the search failed
     */
    private record Answer(@Nullable SearchView found, Content content) {}

    private CompletableFuture<Void> send(Invocation invocation, String words, Answer answer) {
        SearchView found = answer.found();
        return invocation.reply(answer.content()).thenAccept(message -> {
            if (found != null) {
                late.fillIn(invocation, words, found, message);
            }
        });
    }

    private Content content(
            Invocation invocation, String words, @Nullable SearchView found, @Nullable Throwable thrown) {
        try (var _ = LogContext.ofChat(invocation.chat().id())) {
            if (found != null) {
                return text.answer(words, found, invocation.language());
            }
            Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null
                    ? thrown.getCause()
                    : thrown == null ? new IllegalStateException("a search without an answer") : thrown;
            Failure failure = failures.report("/search", cause);
            return Content.of(
                    failure.code() == FailureCode.SOURCE_UNAVAILABLE
                            ? texts.html(invocation.language(), MusicPhrase.SEARCH_AWAY)
                            : texts.html(invocation.language(), failure));
        }
    }
}
