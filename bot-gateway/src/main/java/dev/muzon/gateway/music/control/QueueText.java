package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The text of /queue: short enough for a phone, whatever the length of the queue. */
@Component
class QueueText {
    private static final int LINES = 10;

    private final Texts texts;
    private final CallText calls;

    QueueText(Texts texts) {
        this.texts = texts;
        this.calls = new CallText(texts);
    }

    /**
     * Writes the queue.
     *
     * @return Telegram HTML
     */
    String of(PlayerView player, Language language) {
        QueueEntry current = player.current();
        if (current == null) {
            return texts.html(language, MusicPhrase.QUEUE_EMPTY);
        }
        var lines = new ArrayList<String>();
        lines.add(texts.html(language, MusicPhrase.QUEUE_NOW, entry(current, language)));
        String state = calls.state(player, language);
        if (state != null) {
            lines.add(Html.escaped(state));
        }
        List<QueueEntry> upcoming = player.upcoming();
        if (!upcoming.isEmpty()) {
            lines.add("");
            lines.add(texts.html(language, MusicPhrase.QUEUE_NEXT));
        }
        for (int i = 0; i < Math.min(LINES, upcoming.size()); i++) {
            Map<String, Object> values = entry(upcoming.get(i), language);
            values.put("position", i + 1);
            lines.add(texts.html(language, MusicPhrase.QUEUE_LINE, values));
        }
        if (upcoming.size() > LINES) {
            lines.add(texts.html(language, MusicPhrase.QUEUE_MORE, Map.of("count", upcoming.size() - LINES)));
        }
        return String.join("\n", lines);
    }

    private Map<String, Object> entry(QueueEntry entry, Language language) {
        var values = new HashMap<String, Object>();
        values.put("title", TrackNames.full(entry.track(), texts, language));
        values.put("name", Titles.shortened(entry.requester().name()));
        if (entry.track().duration() != null) {
            values.put("duration", Times.clock(entry.track().duration()));
        }
        return values;
    }
}
