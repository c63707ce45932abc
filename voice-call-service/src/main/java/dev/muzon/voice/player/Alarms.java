package dev.muzon.voice.player;

import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.resilience.MonotonicClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The things that a player does at their time without being asked. */
final class Alarms {
    private final MonotonicClock clock;
    private final NowPlaying now;
    private final Playback playback;
    private final Attendance attendance;
    private final StreamNews news;
    private final ChangeNews changes;
    private final Announcer announcer;
    private final Autoplay autoplay;

    Alarms(
            MonotonicClock clock,
            NowPlaying now,
            Playback playback,
            Attendance attendance,
            StreamNews news,
            ChangeNews changes,
            Announcer announcer,
            Autoplay autoplay) {
        this.clock = clock;
        this.now = now;
        this.playback = playback;
        this.attendance = attendance;
        this.news = news;
        this.changes = changes;
        this.announcer = announcer;
        this.autoplay = autoplay;
    }

    /** Does what is due. */
    void ring() {
        attendance.leaveIfAlone();
        if (attendance.pauseIfAlone()) {
            changes.tellOrKeep();
            announcer.rested(PlayerEvent.PlayerRested.Reason.ALONE);
        }
        endIfDue();
        reloadIfDue();
        news.tellSilence();
        news.showLoading();
        playback.sound().cueing().cueIfDue();
        news.tellTitle();
    }

    /** Ends a queue of which nothing is left, and ends the music when the sleep timer says so. */
    private void endIfDue() {
        Timers timers = playback.visit().timers();
        if (timers.leaveDue()) {
            playback.endQueue();
        } else if (timers.sleepDue()) {
            timers.sleepAfter(null);
            if (playback.active() && now.track() != null) {
                playback.rest(PlayerEvent.PlayerRested.Reason.SLEEP);
            } else if (timers.lingers()) {
                playback.goodbye();
            }
        }
    }

    /** Opens the track again whose source was away. */
    private void reloadIfDue() {
        if (playback.sound().sourceWait().takeDue(clock.instant())) {
            playback.reload();
        }
    }

    /** Returns when {@link #ring()} has something to do if nothing happens before, null for never. */
    @Nullable Instant next() {
        Timers timers = playback.visit().timers();
        Instant cue = playback.expectsSound() && !timers.lingers()
                ? playback.sound().cueing().dueAt()
                : null;
        Instant telling = playback.expectsSound()
                ? Timers.earlier(
                        playback.sound().silence().tellAt(), playback.sound().loadingAt())
                : null;
        Instant asking = playback.expectsSound() ? autoplay.dueAt() : null;
        Instant alone = Timers.earlier(attendance.nextAlarm(), asking);
        Instant first = Timers.earlier(
                Timers.earlier(alone, telling),
                timers.first(playback.sound().sourceWait().first(cue)));
        return Timers.earlier(first, news.titleDueAt());
    }
}
