package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.util.List;

/** The player as others see it. */
final class PlayerViews {
    private final MonotonicClock clock;
    private final Playlist queue;
    private final NowPlaying now;
    private final Playback playback;
    private final Announcer announcer;
    private final ChosenSound sound;
    private final OnAir onAir;
    private final Autoplay autoplay;

    PlayerViews(
            MonotonicClock clock,
            Playlist queue,
            NowPlaying now,
            Playback playback,
            Announcer announcer,
            ChosenSound sound,
            OnAir onAir,
            Autoplay autoplay) {
        this.clock = clock;
        this.queue = queue;
        this.now = now;
        this.playback = playback;
        this.announcer = announcer;
        this.sound = sound;
        this.onAir = onAir;
        this.autoplay = autoplay;
    }

    PlayerView view() {
        return new PlayerView(
                announcer.chat(),
                now.epoch(),
                announcer.revision(),
                playback.standing().state(),
                now.entry(),
                now.position(),
                clock.wallTime(),
                sound.volume(),
                queue.waiting().entries(0, PlayerView.NEXT),
                status(),
                playback.standing().call(),
                sound.changed(),
                onAir.title(),
                playback.standing().pause());
    }

    QueueStatus status() {
        Modes modes = queue.modes();
        Duration length = queue.waiting().duration();
        return new QueueStatus(
                queue.waiting().size(),
                modes.loop(),
                modes.order(),
                playback.visit().timers().sleepsAt(),
                length == null ? null : sound.lasting(length),
                playback.stays(),
                autoplay.on());
    }

    /** Returns a part of what waits. */
    QueuePage page(int from, int count) {
        List<QueueEntry> entries = queue.waiting().entries(Math.max(0, from), Math.clamp(count, 0, QueuePage.MOST));
        return new QueuePage(
                now.epoch(),
                announcer.revision(),
                Math.max(0, from),
                queue.waiting().size(),
                entries);
    }
}
