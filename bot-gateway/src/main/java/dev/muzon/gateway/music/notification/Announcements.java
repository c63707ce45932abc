package dev.muzon.gateway.music.notification;

import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.outbox.Asker;
import dev.muzon.gateway.bot.outbox.FinalRefusals;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.bot.update.Leadership;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobConsumer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The consumer of announcements. Every request is told of, however late, because several that wait become one message.
 */
@Component
class Announcements implements JobConsumer<Announcement> {
    /** As many as may wait in chats that Telegram keeps waiting. */
    private static final int AT_ONCE = 1_000;

    private final StatusMessages statuses;
    private final OutcomeText text;
    private final ToldTrouble told;
    private final Afterwards afterwards;
    private final Leadership leadership;
    private final FailureLog failures;

    Announcements(
            StatusMessages statuses,
            OutcomeText text,
            ToldTrouble told,
            Afterwards afterwards,
            Leadership leadership,
            FailureLog failures) {
        this.statuses = statuses;
        this.text = text;
        this.told = told;
        this.afterwards = afterwards;
        this.leadership = leadership;
        this.failures = failures;
    }

    @Override
    public Set<JobType<Announcement>> types() {
        return Set.of(Announcement.TYPE);
    }

    @Override
    public boolean claims() {
        return leadership.held();
    }

    @Override
    public int parallelism() {
        return AT_ONCE;
    }

    @Override
    public void handle(Announcement announcement, Claim claim) throws InterruptedException {
        var event = announcement.event();
        long chat = event.chat().id();
        if (statuses.isSettled(event.requestId())) {
            return;
        }
        try {
            var answer = new AtomicReference<@Nullable TroubledAnswer>();
            int message = Outbox.await(statuses.show(
                    event.requestId(),
                    chat,
                    text.queued(event, statuses.openBefore(event.requestId()), answer),
                    Terms.announcement().askedBy(asker(event))));
            TroubledAnswer troubled = answer.get();
            if (message != Outbox.DROPPED && troubled != null) {
                afterwards.run("Trouble told in chat " + chat, () -> told.add(message, troubled));
            }
        } catch (FailureException e) {
            if (!FinalRefusals.include(e)) {
                throw e;
            }
            failures.report("announcement in chat " + chat, e);
        }
    }

    /** Returns the person who asked for the tracks. */
    private static @Nullable Asker asker(PlayerEvent.TracksQueued event) {
        return event.entries().stream()
                .findFirst()
                .map(QueueEntry::requester)
                .map(person -> new Asker(person.id(), Html.escaped(Titles.shortened(person.name()))))
                .orElse(null);
    }
}
