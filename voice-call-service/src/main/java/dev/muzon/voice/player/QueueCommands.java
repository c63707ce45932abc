package dev.muzon.voice.player;

import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.resilience.MonotonicClock;
import java.util.List;

/** The commands that change the queue, its order, or which of its tracks plays. */
final class QueueCommands {
    private final MonotonicClock clock;
    private final Playlist queue;
    private final NowPlaying now;
    private final Succession succession;
    private final Losses losses;
    private final Autoplay autoplay;

    QueueCommands(
            MonotonicClock clock,
            Playlist queue,
            NowPlaying now,
            Succession succession,
            Losses losses,
            Autoplay autoplay) {
        this.clock = clock;
        this.queue = queue;
        this.now = now;
        this.succession = succession;
        this.losses = losses;
        this.autoplay = autoplay;
    }

    /**
     * Carries a command out.
     *
     * @return false for a command that does not concern the queue
     */
    boolean handle(CommandRequest request) {
        switch (request.command()) {
            case PlayerCommand.SetLoop(var loop) -> {
                current();
                queue.setLoop(loop);
            }
            case PlayerCommand.SetOrder(var order) -> queue.setOrder(order, seed());
            case PlayerCommand.Remove(var id) -> {
                Lost.Gap removed = queue.waiting().remove(id);
                losses.noteWaiting(request.by().id(), List.of(removed));
                autoplay.decline(removed.queued());
            }
            case PlayerCommand.Move(var id, var position) -> queue.waiting().move(id, position);
            case PlayerCommand.Clear() -> clear(request);
            case PlayerCommand.Jump(var id) -> {
                losses.noteCurrent(
                        Lost.Kind.SKIP,
                        request.by().id(),
                        List.of(queue.waiting().gap(id)));
                succession.change(() -> queue.jump(id));
            }
            case PlayerCommand.Previous() -> {
                succession.change(queue::goBack);
                losses.forgetReturned();
            }
            case PlayerCommand.Undo() -> succession.restore(losses.take(request));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void clear(CommandRequest request) {
        if (queue.waiting().size() == 0) {
            losses.noteNothing(request.by().id());
            throw Refusals.queueEmpty();
        }
        losses.noteWaiting(
                request.by().id(), queue.waiting().gaps(queue.waiting().size()));
        queue.waiting().clear();
    }

    private void current() {
        if (queue.current() == null) {
            throw Refusals.nothingPlaying();
        }
    }

    /** Returns a number that differs from shuffle to shuffle. */
    private long seed() {
        return clock.millis() * 31 + now.epoch();
    }
}
