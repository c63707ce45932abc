package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The commands to the track that plays. */
final class Controls {
    private final Playlist queue;
    private final NowPlaying now;
    private final Playback playback;
    private final Succession succession;
    private final Losses losses;
    private final CallNews callNews;

    Controls(
            Playlist queue,
            NowPlaying now,
            Playback playback,
            Succession succession,
            Losses losses,
            CallNews callNews) {
        this.queue = queue;
        this.now = now;
        this.playback = playback;
        this.succession = succession;
        this.losses = losses;
        this.callNews = callNews;
    }

    /**
     * Carries a command out.
     *
     * @return whether the same track is to be shown as it is now
     */
    boolean handle(CommandRequest request, Queued track) {
        boolean going = playback.active() && !playback.paused();
        long by = request.by().id();
        switch (request.command()) {
            case PlayerCommand.Pause() -> {
                boolean news = going || playback.goesOnByItself();
                if (news) {
                    playback.pause(track, request.by());
                }
                return news;
            }
            case PlayerCommand.Resume() -> {
                callNews.hope();
                succession.forgive();
                if (!going) {
                    playback.wake(true);
                }
                return !going;
            }
            case PlayerCommand.Skip(int count) -> {
                losses.noteCurrent(Lost.Kind.SKIP, by, queue.waiting().gaps(count));
                succession.forgive();
                succession.skip(track, count);
                playback.sound().cueing().recue();
                return false;
            }
            case PlayerCommand.Stop() -> {
                losses.noteCurrent(
                        Lost.Kind.STOP, by, queue.waiting().gaps(queue.waiting().size()));
                playback.stop(track);
                return false;
            }
            case PlayerCommand.SeekTo(Duration target) -> playback.moveTo(track, now.reachable(target));
            case PlayerCommand.SeekBy(Duration offset) -> playback.moveTo(track, now.shifted(offset));
            case PlayerCommand.Replay() -> playback.moveTo(track, Duration.ZERO);
            default -> throw new IllegalStateException(request.command() + " was not handled before");
        }
        return true;
    }

    /**
     * Ends the music after this time.
     *
     * @param after null for not at all
     */
    void sleep(@Nullable Duration after) {
        if (!playback.active()) {
            throw Refusals.nothingPlaying();
        }
        playback.visit().timers().sleepAfter(after);
    }
}
