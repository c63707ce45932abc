package dev.muzon.gateway.music.lyrics;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.playable.Sources;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.gateway.telegram.Blanks;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Material;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.rest.LyricsView;
import dev.muzon.protocol.rest.SourceView;
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

/** {@code /lyrics}: the words of the track that plays, or of the song that a person names. */
@Component
@Order(50)
class LyricsCommand implements CommandSet {
    private static final Category PLAYBACK = new Category(20, MusicPhrase.CATEGORY_PLAYBACK);

    private final LyricsClient client;
    private final LyricsText text;
    private final PlayerClient player;
    private final Sources sources;
    private final Outbox outbox;
    private final Texts texts;
    private final FailureLog failures;

    LyricsCommand(
            LyricsClient client,
            LyricsText text,
            PlayerClient player,
            Sources sources,
            Outbox outbox,
            Texts texts,
            FailureLog failures) {
        this.client = client;
        this.text = text;
        this.player = player;
        this.sources = sources;
        this.outbox = outbox;
        this.texts = texts;
        this.failures = failures;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of("lyrics", PLAYBACK, LyricsPhrase.DESCRIBE_LYRICS, this::lyrics)
                .alias("words", "текст", "слова")
                .inGroups()
                .asking()
                .where(() -> sources.offer(SourceView.Kind.LYRICS))
                .atMost(3, Duration.ofSeconds(30)));
    }

    private CompletableFuture<?> lyrics(Invocation invocation) {
        String words = Blanks.oneLine(invocation.argument());
        if (words.isEmpty()) {
            return ofWhatPlays(invocation);
        }
        if (words.codePointCount(0, words.length()) > Material.MAX_WORDS) {
            return invocation.refuse(MusicPhrase.PLAY_TOO_LONG, Map.of("limit", Integer.toString(Material.MAX_WORDS)));
        }
        if (words.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return invocation.refuse(MusicPhrase.PLAY_UNCLEAR);
        }
        return tell(invocation, client.of(words), null);
    }

    private CompletableFuture<?> ofWhatPlays(Invocation invocation) {
        PlayerView view = player.view(new PlayerId(invocation.chat().id()));
        QueueEntry current = view.current();
        if (current == null) {
            return offer(invocation, LyricsPhrase.LYRICS_IDLE);
        }
        if (current.track().live()) {
            return offer(invocation, LyricsPhrase.LYRICS_LIVE);
        }
        return tell(invocation, client.of(current.track()), view.epoch());
    }

    /** Offers the words of another song, unless lyrics are off. */
    private CompletableFuture<?> offer(Invocation invocation, LyricsPhrase offered) {
        return invocation.reply(sources.offer(SourceView.Kind.LYRICS) ? offered : LyricsPhrase.LYRICS_OFF);
    }

    private CompletableFuture<?> tell(
            Invocation invocation, CompletableFuture<LyricsView> asked, @Nullable Long epoch) {
        return asked.handle((found, thrown) -> messages(invocation, found, thrown, epoch))
                .thenCompose(messages -> send(invocation, messages));
    }

    private CompletableFuture<?> send(Invocation invocation, List<Content> messages) {
        CompletableFuture<?> sent = invocation.reply(messages.getFirst());
        for (Content more : messages.subList(1, messages.size())) {
            sent = CompletableFuture.allOf(sent, outbox.send(invocation.place(), more, Terms.announcement()));
        }
        return sent;
    }

    private List<Content> messages(
            Invocation invocation, @Nullable LyricsView found, @Nullable Throwable thrown, @Nullable Long epoch) {
        try (var _ = LogContext.ofChat(invocation.chat().id())) {
            Language language = invocation.language();
            if (found != null) {
                return text.answer(found, epoch, language);
            }
            Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null
                    ? thrown.getCause()
                    : thrown == null ? new IllegalStateException("lyrics without an answer") : thrown;
            Failure failure = failures.report("/lyrics", cause);
            boolean away = failure.code() == FailureCode.SOURCE_UNAVAILABLE
                    || failure.code() == FailureCode.SOURCE_TIMEOUT
                    || failure.code() == FailureCode.PEER_UNAVAILABLE;
            return List.of(
                    Content.of(away ? texts.html(language, LyricsPhrase.LYRICS_AWAY) : texts.html(language, failure)));
        }
    }
}
