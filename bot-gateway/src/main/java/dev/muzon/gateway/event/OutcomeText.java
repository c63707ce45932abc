package dev.muzon.gateway.event;

import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.text.Phrase;
import dev.muzon.gateway.text.Texts;
import dev.muzon.gateway.text.Times;
import dev.muzon.gateway.text.Titles;
import dev.muzon.protocol.Language;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import java.util.HashMap;
import org.springframework.stereotype.Component;

/** What became of a wish, in words. */
@Component
class OutcomeText {
    private final Texts texts;

    OutcomeText(Texts texts) {
        this.texts = texts;
    }

    Content queued(PlayerEvent.TracksQueued event, Language language) {
        var values = new HashMap<String, Object>();
        values.put("position", event.position());
        if (event.startsIn() != null) {
            values.put("wait", Times.span(texts, language, event.startsIn()));
        }
        int count = event.entries().size();
        if (count == 1) {
            values.put("title", Titles.full(event.entries().getFirst().track()));
            return Content.of(texts.html(language, Phrase.QUEUED, values));
        }
        values.put("count", count);
        return Content.of(texts.html(language, Phrase.QUEUED_MANY, values));
    }

    /** Of a track that went wrong without ever having had a card. */
    Content ended(PlayerEvent.TrackEnded event, Language language) {
        var values = new HashMap<String, Object>();
        values.put("title", Titles.full(event.entry().track()));
        if (event.failure() != null) {
            values.put("why", texts.plain(language, event.failure()));
        }
        Phrase phrase = event.reason() == EndReason.TRUNCATED ? Phrase.ENDED_TRUNCATED : Phrase.ENDED_FAILED;
        return Content.of(texts.html(language, phrase, values));
    }
}
