package dev.muzon.gateway.music.notification;

import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Words for what became of a request. */
@Component
class OutcomeText {
    private final Texts texts;

    OutcomeText(Texts texts) {
        this.texts = texts;
    }

    /**
     * Returns an announcement that takes in later ones of the same chat while it waits.
     *
     * @param state of the player, null when it did not answer. Only music that plays comes to an end by itself
     */
    Draft queued(PlayerEvent.TracksQueued event, @Nullable PlayerState state, Language language) {
        String title = event.entries().size() == 1
                ? TrackNames.full(event.entries().getFirst().track(), texts, language)
                : null;
        Duration startsIn = state == PlayerState.PLAYING ? event.startsIn() : null;
        boolean paused = state == PlayerState.PAUSED;
        return new Queued(texts, language, title, event.entries().size(), event.position(), startsIn, paused);
    }

    /**
     * Announcement of queued tracks.
     *
     * @param title of a single track, null for several
     */
    private record Queued(
            Texts texts,
            Language language,
            @Nullable String title,
            int count,
            int position,
            @Nullable Duration startsIn,
            boolean paused)
            implements Draft {
        @Override
        public Optional<Content> write() {
            var values = new HashMap<String, Object>();
            values.put("position", position);
            if (startsIn != null) {
                values.put("wait", Times.about(texts, language, startsIn));
            }
            if (paused) {
                values.put("paused", texts.plain(language, MusicPhrase.QUEUED_PAUSED));
            }
            if (title != null) {
                values.put("title", title);
                return Optional.of(Content.of(texts.html(language, MusicPhrase.QUEUED, values)));
            }
            values.put("count", count);
            return Optional.of(Content.of(texts.html(language, MusicPhrase.QUEUED_MANY, values)));
        }

        @Override
        public Optional<Draft> merge(Draft later) {
            return later instanceof Queued other
                    ? Optional.of(new Queued(texts, language, null, count + other.count, position, startsIn, paused))
                    : Optional.empty();
        }
    }

    /** Tells of a track that went wrong without ever having had a card. */
    Content ended(PlayerEvent.TrackEnded event, Language language) {
        Map<String, Object> values = why(event.failure(), language);
        values.put("title", TrackNames.full(event.entry().track(), texts, language));
        Phrase phrase = event.reason() == EndReason.TRUNCATED ? MusicPhrase.ENDED_TRUNCATED : MusicPhrase.ENDED_FAILED;
        return Content.of(texts.html(language, phrase, values));
    }

    /** Tells of a request that came to nothing. */
    Content failed(Failure failure, Language language) {
        return Content.of(texts.html(language, failure));
    }

    /** Tells how many files of an album could not be used. */
    Content leftOut(int count, int asked, Language language) {
        return Content.of(texts.html(language, MusicPhrase.ALBUM_LEFT_OUT, Map.of("count", count, "asked", asked)));
    }

    /** Tells why the music fell silent by itself. */
    Content rested(PlayerEvent.PlayerRested.Reason reason, Language language) {
        MusicPhrase phrase = switch (reason) {
            case SLEEP -> MusicPhrase.SLEPT;
        };
        return Content.of(texts.html(language, phrase));
    }

    /** Tells that nothing waits any more. */
    Content queueEnded(Language language) {
        return Content.of(texts.html(language, MusicPhrase.QUEUE_ENDED));
    }

    private Map<String, Object> why(@Nullable Failure failure, Language language) {
        var values = new HashMap<String, Object>();
        if (failure != null) {
            values.put("why", texts.plain(language, failure));
        }
        return values;
    }
}
