package dev.muzon.gateway.music.notification;

import dev.muzon.gateway.bot.chat.ChatLanguages;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.bot.update.Leadership;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobConsumer;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The consumer of players' events, which become messages in the chat. A job is done when Telegram has the message, so the queue
 * makes messages survive a crash, and every step can be done again without saying anything twice.
 *
 * <p>Announcements of queued tracks are the exception: they are done once the outbox has them, so that several of them
 * can become one message and none holds up the card.
 */
@Component
class PlayerEvents implements JobConsumer<PlayerEvent> {
    /** Many, because a chat that Telegram keeps waiting holds its place, and the others must not wait with it. */
    private static final int AT_ONCE = 256;

    /** Refusals after which the same message will be refused again: nobody is left to tell, or it is our mistake. */
    private static final Set<FailureCode> FINAL = Set.of(
            FailureCode.BOT_REMOVED,
            FailureCode.BOT_RIGHTS_MISSING,
            FailureCode.CHAT_MOVED,
            FailureCode.MESSAGE_GONE,
            FailureCode.TELEGRAM_REFUSED);

    private static final Duration ANNOUNCEMENT_USEFUL = Duration.ofMinutes(2);

    private final Cards cards;
    private final StatusMessages statuses;
    private final CallEvents calls;
    private final OutcomeText text;
    private final ChatLanguages languages;
    private final Leadership leadership;
    private final FailureLog failures;

    PlayerEvents(
            Cards cards,
            StatusMessages statuses,
            CallEvents calls,
            OutcomeText text,
            ChatLanguages languages,
            Leadership leadership,
            FailureLog failures) {
        this.cards = cards;
        this.statuses = statuses;
        this.calls = calls;
        this.text = text;
        this.languages = languages;
        this.leadership = leadership;
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
            tell(event, claim);
        } catch (FailureException e) {
            if (!FINAL.contains(e.failure().code())) {
                throw e;
            }
            failures.report("event in chat " + event.chat().id(), e);
        }
    }

    private void tell(PlayerEvent event, Claim claim) throws InterruptedException {
        long chat = event.chat().id();
        switch (event) {
            case PlayerEvent.RequestFailed it ->
                show(it.requestId(), chat, text.failed(it.failure(), languages.of(chat)));
            case PlayerEvent.TracksQueued it -> {
                announce(it);
                tellLeftOut(it.requestId(), chat, it.entries().stream());
            }
            case PlayerEvent.TrackStarted it -> {
                cards.started(it.requestId(), it.player());
                if (it.requestId() != null) {
                    tellLeftOut(it.requestId(), chat, all(it.player()));
                }
            }
            case PlayerEvent.PlayerChanged it -> cards.update(it.player());
            case PlayerEvent.TrackEnded it -> ended(it, claim);
            case PlayerEvent.QueueEnded _ -> show(claim.id(), chat, text.queueEnded(languages.of(chat)));
            case PlayerEvent.CallChanged it -> calls.changed(it, claim.id());
            case PlayerEvent.PlayerRested it -> {
                cards.abandoned(chat);
                show(claim.id(), chat, text.rested(it.reason(), languages.of(chat)));
            }
            case PlayerEvent.CallTroubled it -> calls.troubled(it, claim.id());
        }
    }

    private void show(String id, long chat, Content outcome) throws InterruptedException {
        Outbox.await(statuses.show(id, chat, Draft.of(outcome), Terms.state()));
    }

    private void announce(PlayerEvent.TracksQueued event) throws InterruptedException {
        long chat = event.chat().id();
        var terms = Terms.reply(null).usefulFor(ANNOUNCEMENT_USEFUL);
        CompletableFuture<Integer> _ = statuses.show(
                        event.requestId(), chat, text.queued(event, calls.playerState(chat), languages.of(chat)), terms)
                .exceptionally(thrown -> {
                    if (!(thrown instanceof CancellationException)) {
                        failures.report("announcement in chat " + chat, thrown);
                    }
                    return Outbox.DROPPED;
                });
    }

    /** Tells once how many files of an album could not be used. */
    private void tellLeftOut(String request, long chat, Stream<QueueEntry> entries) throws InterruptedException {
        OptionalInt asked = statuses.asked(request);
        if (asked.isEmpty()) {
            return;
        }
        int left = asked.getAsInt() - RequestIds.tracks(request, entries);
        if (left > 0) {
            show(request + ":left-out", chat, text.leftOut(left, asked.getAsInt(), languages.of(chat)));
        }
        statuses.answered(request);
    }

    private static Stream<QueueEntry> all(PlayerView player) {
        return Stream.concat(Stream.ofNullable(player.current()), player.upcoming().stream());
    }

    private void ended(PlayerEvent.TrackEnded event, Claim claim) throws InterruptedException {
        long chat = event.chat().id();
        boolean shown = cards.ended(chat, event.entry(), event.reason(), event.failure());
        boolean wentWrong = event.reason() == EndReason.FAILED || event.reason() == EndReason.TRUNCATED;
        if (wentWrong && !shown) {
            show(place(event, claim), chat, text.ended(event, languages.of(chat)));
        }
    }

    /** Returns the message of the request if that still waits, else a new one. */
    private String place(PlayerEvent.TrackEnded event, Claim claim) throws InterruptedException {
        String request = RequestIds.of(event.entry()).orElse(null);
        return request != null && statuses.waits(request) ? request : claim.id();
    }
}
