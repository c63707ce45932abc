package dev.muzon.gateway.event;

import dev.muzon.gateway.card.Cards;
import dev.muzon.gateway.language.ChatLanguages;
import dev.muzon.gateway.player.PlayerClient;
import dev.muzon.gateway.status.StatusMessages;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.text.Phrase;
import dev.muzon.gateway.text.Texts;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobConsumer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns what happened to the music into what the chat reads. A job is done when Telegram has the message, so the queue
 * is what makes messages survive a crash; every step can be done again without saying anything twice.
 */
@Component
class PlayerEvents implements JobConsumer<PlayerEvent> {
    /** Many, because a chat that Telegram keeps waiting holds its place, and the others must not wait with it. */
    private static final int AT_ONCE = 256;

    private final Cards cards;
    private final StatusMessages statuses;
    private final PlayerClient player;
    private final OutcomeText text;
    private final Texts texts;
    private final ChatLanguages languages;
    private final FailureLog failures;

    PlayerEvents(
            Cards cards,
            StatusMessages statuses,
            PlayerClient player,
            OutcomeText text,
            Texts texts,
            ChatLanguages languages,
            FailureLog failures) {
        this.cards = cards;
        this.statuses = statuses;
        this.player = player;
        this.text = text;
        this.texts = texts;
        this.languages = languages;
        this.failures = failures;
    }

    @Override
    public Set<JobType<? extends PlayerEvent>> types() {
        return JobTypes.EVENTS;
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
            if (!(e.failure() instanceof Failure.PerInstance)) {
                throw e;
            }
            // Telegram will never take this message: the bot was removed or may not write. Nobody is left to tell.
            failures.report("telling chat " + event.chat().id(), e);
        }
    }

    private void tell(PlayerEvent event, Claim claim) throws InterruptedException {
        long chat = event.chat().id();
        switch (event) {
            case PlayerEvent.RequestFailed it -> statuses.tell(it.requestId(), chat, failed(chat, it.failure()));
            case PlayerEvent.TracksQueued it ->
                statuses.tell(it.requestId(), chat, text.queued(it, languages.of(chat)));
            case PlayerEvent.TrackStarted it -> cards.started(it.requestId(), it.player());
            case PlayerEvent.PlayerChanged it -> cards.update(it.player());
            case PlayerEvent.TrackEnded it -> ended(it, claim);
            case PlayerEvent.QueueEnded _ -> statuses.tell(claim.id(), chat, said(chat, Phrase.QUEUE_ENDED, Map.of()));
            case PlayerEvent.CallChanged it -> callChanged(it, claim);
        }
    }

    private void ended(PlayerEvent.TrackEnded event, Claim claim) throws InterruptedException {
        long chat = event.chat().id();
        boolean shown = cards.ended(chat, event.entry(), event.reason(), event.failure());
        boolean wentWrong = event.reason() == EndReason.FAILED || event.reason() == EndReason.TRUNCATED;
        if (wentWrong && !shown) {
            statuses.tellOldest(claim.id(), chat, text.ended(event, languages.of(chat)));
        }
    }

    private void callChanged(PlayerEvent.CallChanged event, Claim claim) throws InterruptedException {
        long chat = event.chat().id();
        switch (event.state()) {
            case RECONNECTING -> cards.reconnecting(chat);
            case CONNECTED -> refresh(chat);
            case LEFT -> {
                Phrase said = cards.abandoned(chat) ? Phrase.CALL_LEFT : Phrase.CALL_FAILED;
                statuses.tellOldest(claim.id(), chat, said(chat, said, why(chat, event.failure())));
            }
        }
    }

    /** The card says "reconnecting"; when the player does not answer now, its next change mends that too. */
    private void refresh(long chat) {
        try {
            cards.update(player.view(chat));
        } catch (FailureException e) {
            failures.report("card of chat " + chat, e);
        }
    }

    private Map<String, Object> why(long chat, @Nullable Failure failure) {
        var values = new HashMap<String, Object>();
        if (failure != null) {
            values.put("why", texts.plain(languages.of(chat), failure));
        }
        return values;
    }

    private Content failed(long chat, Failure failure) {
        return Content.of(texts.html(languages.of(chat), failure));
    }

    private Content said(long chat, Phrase phrase, Map<String, ?> values) {
        return Content.of(texts.html(languages.of(chat), phrase, values));
    }
}
