package dev.muzon.voice.player;

import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The titles of the songs that live streams bring. A title tells of a song within the track and never makes a new one.
 * The chat hears of it at most every few seconds, however often a station changes it.
 */
final class OnAir {
    static final Duration PAUSE = Duration.ofSeconds(5);

    private final MonotonicClock clock;
    private final Streams streams;
    /** The latest titles. A cued stream tells its own before it sounds. */
    private final TreeMap<Long, String> titles = new TreeMap<>();

    private @Nullable Instant quietUntil;
    private @Nullable String told;
    private long toldOf;

    OnAir(MonotonicClock clock, Streams streams) {
        this.clock = clock;
        this.streams = streams;
    }

    /** Notes the title that a stream brings next, empty when its song has none. */
    void hear(long stream, String title) {
        String bounded = Track.labelOf(title);
        if (bounded == null) {
            titles.remove(stream);
        } else {
            titles.put(stream, bounded);
        }
        titles.headMap(streams.sounding()).clear();
    }

    /** Returns the title of what sounds, null when it has none. */
    @Nullable String title() {
        return titles.get(streams.sounding());
    }

    /** Notes that the chat sees the title as it is now. */
    void shown() {
        told = title();
        toldOf = streams.sounding();
        quietUntil = clock.instant().plus(PAUSE);
    }

    /** Returns whether the chat has to be told now. */
    boolean due() {
        Instant due = dueAt();
        return due != null && !clock.instant().isBefore(due);
    }

    /** Returns when the chat is to be told, null when it knows. The silence of a new stream is not news. */
    @Nullable Instant dueAt() {
        String now = title();
        boolean known = now == null ? told == null || toldOf != streams.sounding() : now.equals(told);
        if (known || streams.empty()) {
            return null;
        }
        return quietUntil == null ? clock.instant() : quietUntil;
    }
}
