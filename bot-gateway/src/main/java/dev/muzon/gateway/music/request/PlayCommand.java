package dev.muzon.gateway.music.request;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobPublisher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Passes a wish on and says so at once. "Searching" leaves while the job is being saved; when it cannot be saved that
 * message says so instead. An update that comes again after a crash finds its job and its message and repeats neither.
 */
@Component
class PlayCommand implements CommandSet {
    private static final Category PLAY = new Category(10, Phrase.CATEGORY_PLAY);

    private final StatusMessages statuses;
    private final JobPublisher jobs;
    private final Outbox outbox;
    private final Texts texts;
    private final FailureLog failures;

    PlayCommand(
            StatusMessages statuses,
            JobPublisher jobs,
            Outbox outbox,
            Texts texts,
            FailureLog failures) {
        this.statuses = statuses;
        this.jobs = jobs;
        this.outbox = outbox;
        this.texts = texts;
        this.failures = failures;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of("play", PLAY, Phrase.DESCRIBE_PLAY, this::play)
                .alias("p", "играй", "включи")
                .inGroups()
                .atMost(5, Duration.ofSeconds(30)));
    }

    private CompletableFuture<?> play(Invocation invocation) {
        return switch (QueryReader.read(invocation.command())) {
            case Asked.Album album -> pass(new Asked.For(album.known(), Phrase.SEARCHING_FILE, Map.of()), invocation);
            case Asked.Unclear(var answer, var values) -> invocation.reply(answer, values);
            case Asked.For asked -> pass(asked, invocation);
        };
    }

    private CompletableFuture<?> pass(Asked.For asked, Invocation invocation) {
        String id = invocation.requestId();
        var job = new ResolveTracks(
                id, invocation.chat().ref(), invocation.sender().requester(), asked.query());
        var place = Destination.of(invocation.chat().id());
        if (!statuses.open(id, place, invocation.command().messageId())) {
            jobs.publish(id, job);
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Integer> searching = invocation.mention(asked.searching(), asked.values());
        CompletableFuture<?> noted = statuses.follow(id, searching);
        try {
            jobs.publish(id, job);
        } catch (RuntimeException e) {
            return takeBack(searching, invocation, e);
        }
        return noted;
    }

    private CompletableFuture<?> takeBack(
            CompletableFuture<Integer> searching, Invocation invocation, RuntimeException e) {
        String apology = texts.html(invocation.language(), failures.report("/play", e));
        return searching.thenCompose(messageId -> messageId == Outbox.DROPPED
                ? invocation.reply(apology)
                : outbox.edit(invocation.chat().id(), messageId, Content.of(apology)));
    }
}
