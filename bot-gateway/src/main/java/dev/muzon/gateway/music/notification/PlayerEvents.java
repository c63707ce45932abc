package dev.muzon.gateway.music.notification;

import dev.muzon.gateway.bot.outbox.FinalRefusals;
import dev.muzon.gateway.bot.update.Leadership;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.AutoplayRequest;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.Backlog;
import dev.muzon.runtime.jobs.JobConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The consumer of players' events, which become messages in the chat. A job is done when Telegram has the message, so the queue
 * makes messages survive a crash, and every step can be done again without saying anything twice. Announcements of
 * queued tracks are {@link Announcements separate jobs}.
 */
@Component
class PlayerEvents implements JobConsumer<PlayerEvent> {
    private static final Logger log = LoggerFactory.getLogger(PlayerEvents.class);

    /** Events are told within milliseconds. One that is older waited for the gateway, and others behind it. */
    private static final Duration LATE = Duration.ofSeconds(15);

    /** Many, because a chat that Telegram keeps waiting holds its place, and the others must not wait with it. */
    private static final int AT_ONCE = 256;

    private final Cards cards;
    private final Outcomes outcomes;
    private final CallEvents calls;
    private final KnownPlayers known;
    private final Leadership leadership;
    private final ApplicationEventPublisher listeners;
    private final Backlog backlog;
    private final FailureLog failures;

    PlayerEvents(
            Cards cards,
            Outcomes outcomes,
            CallEvents calls,
            KnownPlayers known,
            Leadership leadership,
            ApplicationEventPublisher listeners,
            Backlog backlog,
            FailureLog failures) {
        this.cards = cards;
        this.outcomes = outcomes;
        this.calls = calls;
        this.known = known;
        this.leadership = leadership;
        this.listeners = listeners;
        this.backlog = backlog;
        this.failures = failures;
    }

    @Override
    public Set<JobType<? extends PlayerEvent>> types() {
        return JobTypes.EVENTS;
    }

    /**
     * Returns whether this replica speaks. Two that speak would double Telegram's limits and mix up the order of
     * messages.
     */
    @Override
    public boolean claims() {
        return leadership.held();
    }

    @Override
    public int parallelism() {
        return AT_ONCE;
    }

    @Override
    public void handle(PlayerEvent event, Claim claim) throws InterruptedException {
        try {
            if (claim.age().compareTo(LATE) > 0 && isLeftOut(event, claim)) {
                return;
            }
            tell(event, claim);
            listeners.publishEvent(event);
        } catch (FailureException e) {
            if (!FinalRefusals.include(e)) {
                throw e;
            }
            failures.report("event in chat " + event.chat().id(), e);
        }
    }

    /**
     * Leaves out what is stale of this event and those behind it.
     *
     * @return whether this one is
     */
    private boolean isLeftOut(PlayerEvent event, Claim claim) throws InterruptedException {
        List<Backlog.Waiting<PlayerEvent>> all = new ArrayList<>();
        all.add(new Backlog.Waiting<>(claim.id(), event));
        all.addAll(backlog.behind(event, types()));
        if (all.size() == 1) {
            return false;
        }
        Set<String> awaited = outcomes.awaited(all.stream().map(Backlog.Waiting::job));
        List<Backlog.Waiting<PlayerEvent>> stale = StaleEvents.among(all, awaited::contains);
        if (!stale.isEmpty()) {
            log.info(
                    "Events of chat {} left out, because newer ones wait: {}",
                    event.chat().id(),
                    stale.size());
        }
        backlog.leaveOut(stale);
        return stale.contains(all.getFirst());
    }

    private void tell(PlayerEvent event, Claim claim) throws InterruptedException {
        note(event);
        switch (event) {
            case PlayerEvent.RequestFailed it
            when AutoplayRequest.is(it.requestId()) ->
                known.foundNothing(new PlayerId(it.chat().id()));
            case PlayerEvent.RequestFailed it -> outcomes.failed(it);
            case PlayerEvent.TracksQueued it -> outcomes.queued(it);
            case PlayerEvent.TrackStarted it -> {
                cards.started(it.requestId(), it.player());
                calls.saw(it.player());
                if (it.requestId() != null) {
                    outcomes.leftOut(it.requestId(), it.chat().id(), all(it.player()));
                }
            }
            case PlayerEvent.PlayerChanged it -> {
                cards.update(it.player());
                calls.saw(it.player());
            }
            case PlayerEvent.TrackEnded it -> ended(it, claim);
            case PlayerEvent.QueueEnded it -> {
                calls.queueEnded(it.chat().id());
                outcomes.queueEnded(it, claim.id());
            }
            case PlayerEvent.CallChanged it -> calls.changed(it, claim.id());
            case PlayerEvent.PlayerRested it -> {
                outcomes.rested(it, claim.id());
                if (it.reason() != PlayerEvent.PlayerRested.Reason.ALONE) {
                    cards.abandoned(it.chat().id());
                    calls.stopped(it.chat().id());
                }
            }
            case PlayerEvent.CallTroubled it -> calls.troubled(it, claim.id());
        }
    }

    /** Notes what is known of the player now, so that messages that wait do not contradict it. */
    private void note(PlayerEvent event) {
        @Nullable PlayerView view = switch (event) {
            case PlayerEvent.TracksQueued it -> it.player();
            case PlayerEvent.TrackStarted it -> it.player();
            case PlayerEvent.PlayerChanged it -> it.player();
            case PlayerEvent.CallTroubled it -> it.player();
            case PlayerEvent.RequestFailed _,
                    PlayerEvent.QueueEnded _,
                    PlayerEvent.PlayerRested _,
                    PlayerEvent.CallChanged _ -> null;
            case PlayerEvent.TrackEnded it -> {
                known.ended(new PlayerId(it.chat().id()), it.epoch());
                yield null;
            }
        };
        if (view != null) {
            known.saw(view);
        }
    }

    private static Stream<QueueEntry> all(PlayerView player) {
        return Stream.concat(Stream.ofNullable(player.current()), player.upcoming().stream());
    }

    private void ended(PlayerEvent.TrackEnded event, Claim claim) throws InterruptedException {
        calls.ended(event);
        boolean shown = cards.ended(event);
        boolean wentWrong = event.reason() == EndReason.FAILED || event.reason() == EndReason.TRUNCATED;
        if (wentWrong && !shown) {
            outcomes.wentWrong(event, claim.id());
        }
    }
}
