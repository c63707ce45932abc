package dev.muzon.voice.player;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.job.AutoplayRequest;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The music that goes on when the queue ends. Shortly before the last track ends, or when it was skipped, one related
 * song is asked for. The player asks, because it alone knows what plays: its request is saved with its state, and an
 * answer counts only while it is the one that is waited for.
 */
final class Autoplay {
    /** A page of a slow site takes half a minute to be found and read. */
    static final Duration AHEAD = Duration.ofSeconds(60);

    /** Longer than a search may take. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Songs that are removed behind one track. After them, no other is asked for. */
    static final int MOST_DECLINED = 3;

    private final MonotonicClock clock;
    private final Playlist queue;
    private final NowPlaying now;
    private final Playback playback;
    private final Succession succession;
    private final Announcer announcer;
    private final List<AutoplayState.Declined> declined;
    private boolean on;
    private AutoplayState.@Nullable Asked asked;

    Autoplay(
            AutoplayState saved,
            MonotonicClock clock,
            Playlist queue,
            NowPlaying now,
            Playback playback,
            Succession succession,
            Announcer announcer) {
        this.clock = clock;
        this.queue = queue;
        this.now = now;
        this.playback = playback;
        this.succession = succession;
        this.announcer = announcer;
        on = saved.on();
        asked = saved.asked();
        declined = new ArrayList<>(saved.declined());
    }

    AutoplayState saved() {
        return new AutoplayState(on, asked, declined);
    }

    boolean on() {
        return on;
    }

    /** Goes on with related songs from now on, or no longer. A song of its choice that waits is taken away. */
    void set(boolean wanted) {
        on = wanted;
        if (!on) {
            giveWay();
        }
    }

    /** Goes on as the player did that this one goes on for. */
    void adopt(boolean other) {
        on |= other;
    }

    /** Takes the song of its choice out of the queue, because a person asked for one or wants none. */
    void giveWay() {
        asked = null;
        queue.waiting().removeIf(queued -> Requester.nobody(queued.entry().requester()));
    }

    /** Asks for another song in place of one of its choice that a person removed, some times behind one track. */
    void decline(Queued removed) {
        if (!Requester.nobody(removed.entry().requester())) {
            return;
        }
        String after = asked == null ? "" : asked.after();
        declined.add(new AutoplayState.Declined(removed.entry().track(), after));
        if (declined.size() > TrackQuery.Related.MOST_HEARD) {
            declined.removeFirst();
        }
        if (declined.stream().filter(one -> one.after().equals(after)).count() < MOST_DECLINED) {
            asked = null;
        }
    }

    /** Returns whether an answer is the one that is waited for, and nothing else waits to be played. */
    boolean admits(EnqueueTracks job) {
        AutoplayState.Asked waited = asked;
        return on
                && waited != null
                && waited.requestId().equals(job.requestId())
                && playback.active()
                && !queue.knows(job.requestId())
                && queue.waiting().size() == 0;
    }

    /** Asks for a song when it is time, and keeps the call until the answer can be there. */
    void askIfDue() {
        boolean over = !playback.active()
                || (now.track() == null && !playback.visit().timers().lingers());
        if (over) {
            asked = null;
            return;
        }
        Queued last = on && queue.next() == null ? last() : null;
        if (last == null || !mayFollow()) {
            return;
        }
        AutoplayState.Asked before = asked;
        AutoplayState.Asked question = before != null && before.after().equals(last.id()) ? before : ask(last);
        asked = question;
        // A wall clock that was set back must not keep the call.
        Instant moment = clock.instant();
        Instant since = clock.fromWall(question.at());
        playback.visit().timers().lingerUntil((since.isBefore(moment) ? since : moment).plus(PATIENCE));
    }

    /** Returns the track behind which a song is needed now, null for none. */
    private @Nullable Queued last() {
        Queued current = now.track();
        if (current != null) {
            Duration left = now.remaining();
            return left != null && left.compareTo(AHEAD) <= 0 && now.announced() ? current : null;
        }
        List<Queued> history = queue.history();
        return playback.visit().timers().lingers() && !history.isEmpty() ? history.getLast() : null;
    }

    /** Returns whether somebody listens now and then, and what failed is not the music itself. */
    private boolean mayFollow() {
        Duration left = now.remaining();
        boolean asleep = left != null && playback.visit().timers().sleepsWithin(left);
        return !asleep
                && !playback.paused()
                && playback.visit().solitude().alone() == null
                && succession.failures() < Succession.STRAIGHT_FAILURES;
    }

    private AutoplayState.Asked ask(Queued last) {
        announcer.advance();
        String id = AutoplayRequest.id(announcer.chat().id(), announcer.revision());
        List<Track> heard = Stream.concat(queue.history().stream(), Stream.ofNullable(now.track()))
                .map(queued -> queued.entry().track())
                .toList();
        announcer.ask(new ResolveTracks(
                id,
                announcer.chat(),
                Requester.AUTOPLAY,
                new TrackQuery.Related(
                        last.entry().track(),
                        heard,
                        declined.stream().map(AutoplayState.Declined::song).toList())));
        return new AutoplayState.Asked(id, last.id(), clock.wallTime());
    }

    /** Returns when a song is to be asked for while the current one plays on, null for never. */
    @Nullable Instant dueAt() {
        Queued current = now.track();
        Duration left = now.remaining();
        if (!on || current == null || left == null || left.compareTo(AHEAD) <= 0 || queue.next() != null) {
            return null;
        }
        boolean known = asked != null && asked.after().equals(current.id());
        return known || !now.announced() || !mayFollow()
                ? null
                : clock.instant().plus(left.minus(AHEAD));
    }
}
