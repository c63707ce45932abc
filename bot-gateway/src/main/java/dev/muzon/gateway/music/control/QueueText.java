package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.ModeSigns;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueuePage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The text of /queue: short enough for a phone, whatever the length of the queue. */
@Component
class QueueText {
    static final int LINES = 10;
    static final String PREFIX = "queue";

    private final Texts texts;
    private final CallText calls;

    QueueText(Texts texts) {
        this.texts = texts;
        this.calls = new CallText(texts);
    }

    /**
     * Writes a page of the queue.
     *
     * @return Telegram HTML, and the buttons to the pages before and behind it
     */
    Content of(PlayerView player, QueuePage page, Language language) {
        return new Content(html(player, page, language), buttons(page));
    }

    private static List<List<Content.Button>> buttons(QueuePage page) {
        var row = new ArrayList<Content.Button>();
        if (page.from() > 0) {
            row.add(new Content.Button("◀", PREFIX + ":" + Math.max(0, page.from() - LINES)));
        }
        if (page.from() + LINES < page.total()) {
            row.add(new Content.Button("▶", PREFIX + ":" + (page.from() + LINES)));
        }
        return row.isEmpty() ? List.of() : List.of(List.copyOf(row));
    }

    private String html(PlayerView player, QueuePage page, Language language) {
        QueueEntry current = player.current();
        if (current == null) {
            var settings = new HashMap<String, Object>();
            if (player.queue().autoplay()) {
                settings.put("autoplay", texts.plain(language, MusicPhrase.AUTOPLAY_SHOWN));
            }
            if (player.queue().stays()) {
                settings.put("stay", texts.plain(language, MusicPhrase.STAY_SHOWN));
            }
            return texts.html(language, MusicPhrase.QUEUE_EMPTY, settings);
        }
        var lines = new ArrayList<String>();
        Map<String, Object> now = entry(current, language);
        String modes = ModeSigns.of(player, language);
        if (!modes.isEmpty()) {
            now.put("modes", modes);
        }
        lines.add(texts.html(language, MusicPhrase.QUEUE_NOW, now));
        String state = calls.stateForGood(player, language);
        if (state != null) {
            lines.add(Html.escaped(state));
        }
        List<QueueEntry> upcoming = page.entries();
        if (!upcoming.isEmpty()) {
            lines.add("");
            lines.add(texts.html(language, MusicPhrase.QUEUE_NEXT, length(player, language)));
        }
        for (int i = 0; i < Math.min(LINES, upcoming.size()); i++) {
            Map<String, Object> values = entry(upcoming.get(i), language);
            values.put("position", page.from() + i + 1);
            lines.add(texts.html(language, MusicPhrase.QUEUE_LINE, values));
        }
        int more = page.total() - page.from() - upcoming.size();
        if (more > 0) {
            lines.add(texts.html(language, MusicPhrase.QUEUE_MORE, Map.of("count", more)));
        }
        return String.join("\n", lines);
    }

    /** Returns how long all that waits lasts, nothing when that cannot be said or is one track's length. */
    private Map<String, ?> length(PlayerView player, Language language) {
        Duration length = player.queue().length();
        return length == null || player.queue().size() < 2
                ? Map.of()
                : Map.of("length", Times.about(texts, language, length));
    }

    private Map<String, Object> entry(QueueEntry entry, Language language) {
        var values = new HashMap<String, Object>();
        values.put("title", TrackNames.full(entry.track(), texts, language));
        values.put("name", TrackNames.requester(entry.requester(), texts, language));
        if (entry.track().duration() != null) {
            values.put("duration", Times.clock(entry.track().duration()));
        }
        return values;
    }
}
