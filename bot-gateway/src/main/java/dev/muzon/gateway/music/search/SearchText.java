package dev.muzon.gateway.music.search;

import dev.muzon.gateway.bot.callback.PickButton;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.gateway.music.playable.PlayableNote;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The lists of tracks to pick from, with a button for each. */
@Component
public class SearchText {
    private final PlayableNote playable;
    private final Texts texts;

    SearchText(PlayableNote playable, Texts texts) {
        this.playable = playable;
        this.texts = texts;
    }

    /** Writes the answer to a search: what fits, else what comes close, else what can be played at all. */
    public Content answer(String words, SearchView found, Language language) {
        var values = new HashMap<String, Object>();
        values.put("query", Titles.shortened(words));
        if (!found.silent().isEmpty()) {
            values.put("silent", silent(found.silent(), language));
        }
        if (found.tracks().isEmpty() && found.similar().isEmpty()) {
            values.put("playable", new Html(playable.html(language)));
            return Content.of(texts.html(language, MusicPhrase.SEARCH_NOTHING, values));
        }
        List<Track> tracks = found.tracks().isEmpty() ? found.similar() : found.tracks();
        values.put("lines", new Html(lines(tracks, language)));
        MusicPhrase phrase = found.tracks().isEmpty() ? MusicPhrase.SEARCH_SIMILAR : MusicPhrase.SEARCH_FOUND;
        return new Content(texts.html(language, phrase, values), buttons(tracks, language));
    }

    private String lines(List<Track> tracks, Language language) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < tracks.size(); i++) {
            var values = new HashMap<String, Object>(details(tracks.get(i), language));
            values.put("position", i + 1);
            values.put("title", TrackNames.full(tracks.get(i), texts, language));
            lines.add(texts.html(language, MusicPhrase.SEARCH_LINE, values));
        }
        return String.join("\n", lines);
    }

    private Map<String, String> details(Track track, Language language) {
        var values = new HashMap<String, String>();
        values.put("source", source(track.source(), language));
        if (track.duration() != null) {
            values.put("duration", Times.clock(track.duration()));
        }
        return values;
    }

    private List<List<Content.Button>> buttons(List<Track> tracks, Language language) {
        var rows = new ArrayList<List<Content.Button>>();
        for (int i = 0; i < tracks.size(); i++) {
            String title = TrackNames.full(tracks.get(i), texts, language);
            rows.add(List.of(PickButton.of(
                    i + 1, title, new TrackQuery.Listed(tracks.get(i).id()))));
        }
        return List.copyOf(rows);
    }

    /** Describes a track in one line below its title, for a result of an inline query. */
    String described(Track track, Language language) {
        Map<String, String> values = details(track, language);
        @Nullable String artist = TrackNames.artist(track);
        if (artist != null) {
            values.put("artist", artist);
        }
        return texts.plain(language, MusicPhrase.SEARCH_RESULT, values);
    }

    /** Returns the line that names sources which gave no answer. */
    public String silent(List<String> sources, Language language) {
        String names = sources.stream().map(source -> source(source, language)).collect(Collectors.joining(", "));
        return texts.plain(language, MusicPhrase.SEARCH_SILENT, Map.of("names", names));
    }

    /** Names a source as people know it. One that only a newer extractor-service has keeps its own name. */
    private String source(String name, Language language) {
        return switch (name) {
            case "library" -> texts.plain(language, MusicPhrase.SOURCE_LIBRARY);
            case "servers" -> texts.plain(language, MusicPhrase.SOURCE_SERVERS);
            case "channel" -> texts.plain(language, MusicPhrase.SOURCE_CHANNEL);
            case "web" -> "YouTube";
            case "youtubemusic" -> "YouTube Music";
            case "soundcloud" -> "SoundCloud";
            case "bandcamp" -> "Bandcamp";
            case "archive" -> "Internet Archive";
            case "jamendo" -> "Jamendo";
            default -> Titles.shortened(name);
        };
    }
}
