package dev.muzon.voice.session;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.track.Track;
import dev.muzon.runtime.trace.WorkContext;
import dev.muzon.voice.audio.Deck;
import dev.muzon.voice.audio.PcmSource;
import dev.muzon.voice.audio.SoundFilters;
import dev.muzon.voice.player.Effect;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The tracks on one chat's deck, and how they sound. Not thread-safe, see {@link Session}. */
final class TrackSound {
    private final Deck deck;
    private final OpenSources sources;
    private final FirstFrame firstFrame;
    private SoundFilters filters = SoundFilters.NONE;
    private long loaded;
    private WorkContext loading = WorkContext.current();

    /**
     * Makes the sound of an empty deck.
     *
     * @param chat where it sounds
     * @param listener hears of the streams that are open
     */
    TrackSound(ChatRef chat, Deck deck, SoundSystem sound, SessionMeters meters, OpenSources.Listener listener) {
        this.deck = deck;
        sources = new OpenSources(sound.sources().in(chat), sound.pump()::wake, listener);
        firstFrame = new FirstFrame(meters);
    }

    void load(Effect.Load load) {
        loaded = load.stream();
        loading = WorkContext.current();
        firstFrame.loading(load.stream(), System.nanoTime());
        deck.load(load.stream(), sources.open(load.stream(), load.track(), load.from(), filters), load.from());
        sources.forgetBefore(load.stream());
    }

    /** Notes that somebody waits for what was just loaded. */
    void awaitedSince(@Nullable AskedAt message) {
        firstFrame.awaitedSince(message);
    }

    /** Notes that people hold up what was loaded. */
    void heldUp() {
        firstFrame.heldUp();
    }

    void cue(Effect.Cue cue) {
        deck.cue(cue.stream(), sources.open(cue.stream(), cue.track(), Duration.ZERO, filters));
    }

    void promote(long stream) {
        deck.promote(stream);
        sources.forgetBefore(stream);
    }

    /** Notes when the first frame of a stream was sent. What follows from it belongs to whatever loaded the stream. */
    void sounded(long stream, long nanoTime, Runnable follows) {
        firstFrame.sounded(stream, nanoTime);
        if (stream == loaded) {
            loading.run(follows);
        } else {
            follows.run();
        }
    }

    void change(SoundSettings settings) {
        deck.mute(settings.muted());
        deck.level(settings.normalized());
        deck.crossFade(Duration.ofSeconds(settings.crossFade()));
        var wanted = new SoundFilters(settings.speed(), settings.bass(), settings.nightcore());
        if (!wanted.equals(filters)) {
            filters = wanted;
            reopen();
        }
    }

    /** Returns how much of a track passes in that time. */
    Duration passedIn(Duration time) {
        return filters.passedIn(time);
    }

    /** Opens what plays and what follows again, with other filters, at the sample where it stopped. */
    private void reopen() {
        Deck.Position position = deck.interrupt();
        long playing = position.stream();
        Track track = sources.track(playing);
        if (track == null) {
            return;
        }
        long next = sources.newest();
        Track following = next > playing ? sources.track(next) : null;
        // Both are opened before the deck closes those that share what they have fetched.
        PcmSource again = sources.open(playing, track, position.heard(), filters);
        PcmSource after = following == null ? null : sources.open(next, following, Duration.ZERO, filters);
        deck.load(playing, again, position.heard());
        if (after != null) {
            deck.cue(next, after);
        }
    }
}
