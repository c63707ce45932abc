package dev.muzon.gateway.play;

import dev.muzon.gateway.access.RequestLimit;
import dev.muzon.gateway.command.GroupCommand;
import dev.muzon.gateway.command.Invocation;
import dev.muzon.gateway.outbox.Outbox;
import dev.muzon.gateway.status.StatusMessages;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.text.Phrase;
import dev.muzon.gateway.text.Texts;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Passes a wish on and says so at once. "Searching" leaves while the job is being saved; when it cannot be saved that
 * message says so instead. An update that comes again after a crash finds its job and its message and repeats neither.
 */
@Component
class PlayCommand implements GroupCommand {
    private final RequestLimit limit;
    private final StatusMessages statuses;
    private final JobPublisher jobs;
    private final Outbox outbox;
    private final Texts texts;
    private final FailureLog failures;

    PlayCommand(
            RequestLimit limit,
            StatusMessages statuses,
            JobPublisher jobs,
            Outbox outbox,
            Texts texts,
            FailureLog failures) {
        this.limit = limit;
        this.statuses = statuses;
        this.jobs = jobs;
        this.outbox = outbox;
        this.texts = texts;
        this.failures = failures;
    }

    @Override
    public String name() {
        return "play";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_PLAY;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return switch (QueryReader.read(
                invocation.argument(), invocation.command().media())) {
            case Asked.Unclear(var answer, var values) -> invocation.reply(answer, values);
            case Asked.For asked -> pass(asked, invocation);
        };
    }

    private CompletableFuture<?> pass(Asked.For asked, Invocation invocation) {
        limit.check(invocation.sender());
        String id = invocation.command().dedupeId();
        var job = new ResolveTracks(
                id,
                invocation.chat().ref(),
                invocation.sender().requester(),
                asked.query(),
                invocation.command().updateId());
        if (!statuses.open(id, invocation.chat().id())) {
            jobs.publish(id, job);
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Integer> searching = invocation.reply(asked.searching(), asked.values());
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
        return searching.thenCompose(messageId -> outbox.edit(invocation.chat().id(), messageId, Content.of(apology)));
    }
}
