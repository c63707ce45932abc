package dev.muzon.gateway.music.search;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.outbox.Terms;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The songs that slow sources find after the list of a search was sent. They are added to it. */
@Component
class LateResults {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** Extractor-service lets a source work for about as long as these take. */
    private static final int TIMES = 2;

    private final SearchClient client;
    private final SearchText text;
    private final PickedTracks picks;
    private final Outbox outbox;
    private final Later later;
    private final FailureLog failures;

    LateResults(
            SearchClient client, SearchText text, PickedTracks picks, Outbox outbox, Later later, FailureLog failures) {
        this.client = client;
        this.text = text;
        this.picks = picks;
        this.outbox = outbox;
        this.later = later;
        this.failures = failures;
    }

    /** Waits for the sources that were silent, if there are any. */
    void fillIn(Invocation search, String words, SearchView shown, int message) {
        fillIn(search, words, shown, message, TIMES);
    }

    private void fillIn(Invocation search, String words, SearchView shown, int message, int times) {
        if (times == 0 || message == Outbox.DROPPED || shown.silent().isEmpty()) {
            return;
        }
        long chat = search.chat().id();
        later.run(AGAIN, () -> {
            try {
                SearchView now = merged(shown, client.search(words, chat));
                if (!now.equals(shown)) {
                    Content list = text.answer(words, now, search.language());
                    Draft draft = () -> picks.isPicked(chat, message) ? Optional.empty() : Optional.of(list);
                    CompletableFuture<Integer> _ = outbox.edit(chat, message, draft, Terms.decoration(null));
                }
                fillIn(search, words, now, message, times - 1);
            } catch (RuntimeException e) {
                failures.report("late results of /search", e);
            }
        });
    }

    /** Adds what is new behind what is shown, so that no line moves below a finger. */
    private static SearchView merged(SearchView shown, SearchView found) {
        Map<String, Track> tracks = new LinkedHashMap<>();
        Stream.concat(shown.tracks().stream(), found.tracks().stream())
                .forEach(track -> tracks.putIfAbsent(track.id(), track));
        List<Track> similar = tracks.isEmpty() && shown.similar().isEmpty() ? found.similar() : shown.similar();
        return new SearchView(List.copyOf(tracks.values()), tracks.isEmpty() ? similar : List.of(), found.silent());
    }
}
