package dev.muzon.gateway.music.notification;

import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.store.PatientJobs;
import dev.muzon.gateway.music.search.SearchClient;
import dev.muzon.gateway.music.status.RequestIds;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.rest.SearchView;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The telling of what became of requests: in the message about each, or in a new one. */
@Component
class Outcomes {
    private static final Logger log = LoggerFactory.getLogger(Outcomes.class);

    private final StatusMessages statuses;
    private final OutcomeText text;
    private final SearchClient search;
    private final PatientJobs jobs;

    Outcomes(StatusMessages statuses, OutcomeText text, SearchClient search, PatientJobs jobs) {
        this.statuses = statuses;
        this.text = text;
        this.search = search;
        this.jobs = jobs;
    }

    void failed(PlayerEvent.RequestFailed event) throws InterruptedException {
        statuses.failed(event.requestId());
        show(
                event.requestId(),
                event.chat().id(),
                text.failed(event, similar(event.chat().id(), event.failure())));
    }

    /** Returns what comes closest to the words of a request that found nothing. */
    private Optional<OutcomeText.Similar> similar(long chat, Failure failure) {
        if (!(failure instanceof Failure.UserError nothing)
                || nothing.code() != FailureCode.NOTHING_FOUND
                || !(nothing.args().get("query") instanceof FailureArgument.Text(String words))) {
            return Optional.empty();
        }
        try {
            SearchView found = search.search(words, chat);
            return found.tracks().isEmpty() && found.similar().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new OutcomeText.Similar(words, found));
        } catch (FailureException e) {
            log.debug("Nothing offered in place of a request: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Returns the requests of these events whose people still wait for an outcome. */
    Set<String> awaited(Stream<PlayerEvent> events) throws InterruptedException {
        Set<String> awaited = new HashSet<>();
        for (String request : events.map(Outcomes::request)
                .filter(Objects::nonNull)
                .distinct()
                .toList()) {
            if (statuses.waits(request) || statuses.asked(request).isPresent()) {
                awaited.add(request);
            }
        }
        return awaited;
    }

    /** Returns the request that an event ends the wait of, null when it ends none. */
    private static @Nullable String request(PlayerEvent event) {
        return switch (event) {
            case PlayerEvent.TrackStarted it -> it.requestId();
            case PlayerEvent.CallTroubled it -> it.requestId();
            default -> null;
        };
    }

    /** Leaves the announcement to a job, so that it holds up neither the card nor what comes after it. */
    void queued(PlayerEvent.TracksQueued event) throws InterruptedException {
        var announcement = new Announcement(event);
        jobs.publish(announcement.id(), announcement);
        leftOut(event.requestId(), event.chat().id(), event.entries().stream());
    }

    /**
     * Tells once how many files of an album could not be used.
     *
     * @param entries the last tracks of the request among them
     */
    void leftOut(String request, long chat, Stream<QueueEntry> entries) throws InterruptedException {
        OptionalInt asked = statuses.asked(request);
        if (asked.isEmpty()) {
            return;
        }
        int left = asked.getAsInt() - RequestIds.tracks(request, entries);
        if (left > 0) {
            Outbox.await(statuses.show(
                    request + ":left-out",
                    statuses.placeOf(request, chat),
                    text.leftOut(left, asked.getAsInt(), chat),
                    Terms.state()));
        }
        statuses.answered(request);
    }

    /**
     * Tells of a track that went wrong without a card.
     *
     * @param id of the event
     */
    void wentWrong(PlayerEvent.TrackEnded event, String id) throws InterruptedException {
        String request = RequestIds.of(event.entry()).orElse(null);
        String place = request != null && statuses.waits(request) ? request : id;
        Destination topic = statuses.placeOf(event.entry(), event.chat().id());
        Outbox.await(statuses.show(place, topic, text.ended(event), Terms.state()));
    }

    /** Tells that nothing waits any more, unless something plays again. */
    void queueEnded(PlayerEvent.QueueEnded event, String id) throws InterruptedException {
        show(id, event.chat().id(), text.queueEnded(event));
    }

    void rested(PlayerEvent.PlayerRested event, String id) throws InterruptedException {
        show(id, event.chat().id(), text.rested(event));
    }

    private void show(String id, long chat, Draft outcome) throws InterruptedException {
        Outbox.await(statuses.show(id, chat, outcome, Terms.state()));
    }
}
