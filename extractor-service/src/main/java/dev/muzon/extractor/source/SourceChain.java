package dev.muzon.extractor.source;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sources that may be asked, in the operator's order. */
@Component
public class SourceChain {
    private final List<TrackSource> sources;
    private final SourcesProperties settings;

    public SourceChain(List<TrackSource> all, SourcesProperties settings) {
        this.settings = settings;
        this.sources = all.stream()
                .filter(source -> !settings.disabled().contains(source.name()))
                .sorted(Comparator.comparingInt(this::place).thenComparing(TrackSource::name))
                .toList();
    }

    private int place(TrackSource source) {
        int place = settings.order().indexOf(source.name());
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    /** Returns the sources, the one that is asked first in front. */
    public List<TrackSource> sources() {
        return sources;
    }

    /** Returns the same sources as a chat may ask them. No chat asks those that are for everybody. */
    public List<TrackSource> sources(@Nullable Long chat) {
        return chat == null
                ? sources
                : sources.stream().map(source -> source.in(chat)).toList();
    }

    /** Returns how long a source may take for its answer. */
    public Duration limit(TrackSource source) {
        return settings.limits().stream()
                .filter(limit -> limit.source().equals(source.name()))
                .map(SourceLimit::limit)
                .findFirst()
                .orElseGet(() -> longer(settings.limit(), source.patience()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Returns the time after which the next source is asked too. */
    public Duration hedgeAfter() {
        return settings.hedgeAfter();
    }

    /** Returns how many requests one source works on at once. */
    public int atOnce() {
        return settings.atOnce();
    }
}
