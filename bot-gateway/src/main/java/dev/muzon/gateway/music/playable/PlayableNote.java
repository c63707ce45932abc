package dev.muzon.gateway.music.playable;

import dev.muzon.gateway.bot.command.HelpNote;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.rest.SourceView.Kind;
import dev.muzon.resilience.FailureLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** The note of what can be played. It names what the sources that are set up can do, and what none of them can. */
@Component
public class PlayableNote implements HelpNote {
    private final Sources sources;
    private final Texts texts;
    private final FailureLog failures;
    private final AtomicBoolean away = new AtomicBoolean();

    PlayableNote(Sources sources, Texts texts, FailureLog failures) {
        this.sources = sources;
        this.texts = texts;
        this.failures = failures;
    }

    @Override
    public String html(Language language) {
        try {
            List<SourceView> all = sources.all();
            away.set(false);
            return written(all, language);
        } catch (FailureException e) {
            // Everybody who asks during an outage meets the same one.
            if (away.compareAndSet(false, true)) {
                failures.report("sources for /help", e);
            }
            return texts.html(language, MusicPhrase.PLAYABLE_UNKNOWN);
        }
    }

    private String written(List<SourceView> all, Language language) {
        var sentences = new ArrayList<String>();
        sentences.add(search(ownMusic(all), language));
        if (!asked(all, Kind.LINKS).isEmpty()) {
            sentences.add(texts.html(language, MusicPhrase.PLAYABLE_LINKS));
        }
        if (!asked(all, Kind.FILES).isEmpty()) {
            sentences.add(texts.html(language, MusicPhrase.PLAYABLE_FILES));
        }
        boolean pages = !asked(all, Kind.PAGES).isEmpty();
        sentences.add(texts.html(language, pages ? MusicPhrase.PLAYABLE_PAGES : MusicPhrase.PLAYABLE_NO_PAGES));
        if (!asked(all, Kind.SERVICES).isEmpty()) {
            sentences.add(texts.html(language, MusicPhrase.PLAYABLE_SERVICES));
        }
        if (!asked(all, Kind.STATIONS).isEmpty()) {
            sentences.add(texts.html(language, MusicPhrase.PLAYABLE_STATIONS));
        }
        return String.join(" ", sentences);
    }

    /** Says how much music there is to search in. A source that does not tell may have any number of songs. */
    private String search(List<SourceView> searched, Language language) {
        boolean counted = searched.stream().noneMatch(source -> source.songs() == null);
        int songs = searched.stream()
                .mapToInt(source -> source.songs() == null ? 0 : source.songs())
                .sum();
        if (counted && songs == 0) {
            return texts.html(language, MusicPhrase.PLAYABLE_NO_SEARCH);
        }
        return texts.html(language, MusicPhrase.PLAYABLE_SEARCH, counted ? Map.of("songs", songs) : Map.of());
    }

    /** Leaves out sites, of which nobody knows how many songs they have. */
    private static List<SourceView> ownMusic(List<SourceView> all) {
        return asked(all, Kind.WORDS).stream()
                .filter(source -> !source.kinds().contains(Kind.PAGES))
                .toList();
    }

    private static List<SourceView> asked(List<SourceView> all, Kind kind) {
        return all.stream().filter(source -> source.kinds().contains(kind)).toList();
    }
}
