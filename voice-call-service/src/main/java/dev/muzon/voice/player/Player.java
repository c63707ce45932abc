package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one chat's player. Every input is a method that changes the state and returns what has to be
 * done about it; nothing here blocks, waits or reads a clock that is not given.
 *
 * <p>Its story: a track is queued while nothing plays, so the player becomes <i>active</i>, loads the track and joins
 * the call at the same time. When the first sound has left, the chat is told. Shortly before the end the next track is
 * cued; when the end comes the cued one follows by itself and the player learns of it. With nothing left the call
 * lingers, then it is left. Losing the call keeps the position; losing it for good ends the activity but neither the
 * track nor the queue.
 *
 * <p>Two numbers guard against the past. The <i>epoch</i> grows with every new current track and is what people's
 * buttons carry. The <i>stream</i> grows with every opening (a seek opens anew) and is what sound carries: reports of
 * another stream than the current one are ignored, so no track ends twice. Not thread-safe.
 */
public final class Player {
    private static final int STRAIGHT_FAILURES = 3;

    /** The call as far as the player cares. */
    private enum Line {
        NONE,
        JOINING,
        UP,
        LOST
    }

    private final PlayerRules rules;
    private final Clock clock;
    private final Playlist queue;
    private final List<Effect> effects = new ArrayList<>();

    private final Stage stage = new Stage(effects);
    private final Announcer announcer;

    private long epoch;
    private boolean active;
    private boolean paused;
    private boolean announced;
    private @Nullable Queued current;
    private Duration position;
    private int volume;
    private int failures;

    private Line line = Line.NONE;
    private @Nullable Instant leaveAt;

    public Player(PlayerSnapshot saved, PlayerRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
        queue = new Playlist(saved.upcoming(), saved.requests());
        announcer = new Announcer(effects, saved.chat(), saved.revision());
        epoch = saved.epoch();
        active = saved.active();
        paused = saved.paused();
        announced = saved.announced();
        current = saved.current();
        position = saved.position();
        volume = saved.volume();
        failures = saved.failures();
    }

    /** Right after the restart or the change of owner that made this object: goes on as saved. */
    public List<Effect> resume() {
        effects.add(new Effect.Volume(volume));
        effects.add(new Effect.Hold(paused));
        if (active) {
            if (current == null) {
                leaveAt = clock.instant();
            } else {
                stage.load(current.entry().track(), position);
            }
            join();
        }
        return drained();
    }

    /** Appends; starts when nothing plays. A request that is in already is only told about again. */
    public List<Effect> enqueue(EnqueueTracks job) {
        announcer.setChat(job.chat());
        if (!queue.knows(job.requestId())) {
            if (queue.size() + job.tracks().size() > rules.queueLimit()) {
                refuse(job.requestId());
                return drained();
            }
            queue.append(job);
            failures = 0;
            wake(false);
        }
        tellQueued(job.requestId());
        cueIfDue();
        return drained();
    }

    /**
     * @param seen the epoch the asker saw, null for whatever plays now
     * @throws dev.muzon.protocol.failure.FailureException a user error that changed nothing
     */
    public List<Effect> command(PlayerCommand command, @Nullable Long seen) {
        Refusals.checkShape(command);
        Refusals.checkEpoch(seen, epoch);
        Queued track = current;
        if (command instanceof PlayerCommand.SetVolume(int percent)) {
            volume = percent;
            effects.add(new Effect.Volume(percent));
            if (track != null) {
                announcer.changed(view());
            }
        } else if (track != null) {
            command(command, track);
        } else if (command instanceof PlayerCommand.Stop && active) {
            goodbye();
        } else {
            throw Refusals.nothingPlaying();
        }
        return drained();
    }

    private void command(PlayerCommand command, Queued track) {
        switch (command) {
            case PlayerCommand.Pause() -> {
                if (active && !paused) {
                    hold(true);
                    announcer.changed(view());
                }
            }
            case PlayerCommand.Resume() -> {
                if (!active || paused) {
                    wake(true);
                    announcer.changed(view());
                }
            }
            case PlayerCommand.Skip(int count) -> {
                failures = 0;
                skip(track, count);
            }
            case PlayerCommand.Stop() -> {
                queue.clear();
                announcer.ended(epoch, track.entry(), EndReason.STOPPED, null);
                forget();
                goodbye();
            }
            case PlayerCommand.SeekTo(Duration target) -> seek(track, target);
            case PlayerCommand.SeekBy(Duration offset) -> seek(track, shifted(track, offset));
            case PlayerCommand.Replay() -> moveTo(track, Duration.ZERO);
            case PlayerCommand.SetVolume ignored -> throw new IllegalStateException("handled before");
        }
    }

    /** How far the listeners have heard a stream. */
    public void heard(long stream, Duration position) {
        if (stage.isSounding(stream)) {
            this.position = position;
        }
    }

    /** The first sound of a stream left for the voice chat. */
    public List<Effect> sounded(long stream) {
        if (stage.isSounding(stream) && !stage.audible()) {
            stage.setAudible(true);
            if (announced) {
                announcer.changed(view());
            } else {
                announced = true;
                announcer.started(epoch, current == null ? null : current.requestId(), view());
            }
            cueIfDue();
        }
        return drained();
    }

    /** A stream is decoded to its end and will be heard out within seconds: whatever the tags said, it is short now. */
    public List<Effect> ending(long stream) {
        if (stage.isSounding(stream)) {
            cue();
        }
        return drained();
    }

    /** A stream was heard out or broke; the cued one, if any, follows already. */
    public List<Effect> ended(long stream, StreamEnd end) {
        Queued track = current;
        if (stage.isSounding(stream) && track != null) {
            announcer.ended(epoch, track.entry(), end.reason(), end.failure());
            failures = end.reason() == EndReason.FINISHED ? 0 : failures + 1;
            Failure failure = end.failure();
            if (failure != null && failures >= STRAIGHT_FAILURES && queue.size() > 0) {
                giveUp(failure);
            } else {
                advance();
            }
        }
        return drained();
    }

    /** Sound gets through. */
    public List<Effect> lineUp() {
        if (line == Line.LOST) {
            announcer.call(CallState.CONNECTED, null);
        }
        line = Line.UP;
        return drained();
    }

    /** Sound does not get through; it is being worked on. */
    public List<Effect> lineLost(Failure failure) {
        if (line != Line.LOST) {
            line = Line.LOST;
            announcer.call(CallState.RECONNECTING, failure);
        }
        return drained();
    }

    /** The call is over for good. Track, position and queue are kept for when somebody asks again. */
    public List<Effect> lineGone(Failure failure) {
        if (active && current == null) {
            goodbye();
        } else if (active) {
            rest(failure);
        }
        return drained();
    }

    /** Does what is due; see {@link #nextWake()}. */
    public List<Effect> wakeUp() {
        Instant leave = leaveAt;
        if (leave != null && !clock.instant().isBefore(leave)) {
            goodbye();
        }
        cueIfDue();
        return drained();
    }

    /** When {@link #wakeUp()} has something to do if nothing happens before; null when never. */
    public @Nullable Instant nextWake() {
        if (leaveAt != null) {
            return leaveAt;
        }
        Duration left = current == null ? null : remaining(current);
        boolean moving = line == Line.UP && !paused && !stage.hasCued() && queue.size() > 0;
        return left == null || !moving ? null : clock.instant().plus(left.minus(rules.prefetch()));
    }

    /** Whether there is nothing left to do for anybody, not even to wait. */
    public boolean resting() {
        return !active;
    }

    public PlayerView view() {
        List<QueueEntry> upcoming = queue.upcoming().stream().map(Queued::entry).toList();
        QueueEntry entry = current == null ? null : current.entry();
        return new PlayerView(announcer.chat(), epoch, state(), entry, position, clock.instant(), volume, upcoming);
    }

    public PlayerSnapshot snapshot() {
        return new PlayerSnapshot(
                announcer.chat(),
                epoch,
                announcer.revision(),
                active,
                paused,
                announced,
                current,
                position,
                volume,
                failures,
                queue.upcoming(),
                queue.requests());
    }

    private PlayerState state() {
        if (current == null) {
            return PlayerState.IDLE;
        }
        if (paused || !active) {
            return PlayerState.PAUSED;
        }
        if (line == Line.LOST) {
            return PlayerState.RECONNECTING;
        }
        return stage.audible() && line == Line.UP ? PlayerState.PLAYING : PlayerState.STARTING;
    }

    /** Into activity: whatever is there to play gets going. */
    private void wake(boolean unpause) {
        boolean rested = !active;
        active = true;
        leaveAt = null;
        if (current == null) {
            advance();
        } else if (stage.empty()) {
            stage.load(current.entry().track(), position);
        }
        if (paused && (rested || unpause)) {
            hold(false);
        }
        if (rested) {
            join();
        }
    }

    private void skip(Queued track, int count) {
        announcer.ended(epoch, track.entry(), EndReason.SKIPPED, null);
        if (count > 1) {
            queue.drop(count - 1);
            stage.forgetCued();
        }
        if (paused && active) {
            hold(false);
        }
        advance();
    }

    private void advance() {
        Queued next = queue.poll();
        if (next == null) {
            forget();
            leaveAt = active ? clock.instant().plus(rules.linger()) : null;
            return;
        }
        epoch++;
        announced = false;
        current = next;
        position = Duration.ZERO;
        if (!active) {
            return;
        }
        if (stage.hasCued()) {
            stage.promote();
        } else {
            stage.setAudible(false);
            stage.load(next.entry().track(), Duration.ZERO);
        }
    }

    private void seek(Queued track, Duration target) {
        Duration duration = track.duration();
        if (duration == null) {
            throw Refusals.notSeekable();
        }
        if (target.compareTo(duration) >= 0) {
            throw Refusals.pastEnd(duration);
        }
        moveTo(track, target);
    }

    /** Hostile offsets are compared before they are added: the sum may not fit. */
    private Duration shifted(Queued track, Duration offset) {
        Duration left = remaining(track);
        if (left == null) {
            throw Refusals.notSeekable();
        }
        if (offset.compareTo(left) >= 0) {
            throw Refusals.pastEnd(position.plus(left));
        }
        return offset.compareTo(position.negated()) <= 0 ? Duration.ZERO : position.plus(offset);
    }

    private void moveTo(Queued track, Duration target) {
        position = target;
        if (active) {
            stage.load(track.entry().track(), target);
        }
        announcer.changed(view());
    }

    private void cueIfDue() {
        Duration left = current == null ? null : remaining(current);
        if (left != null && left.compareTo(rules.prefetch()) <= 0) {
            cue();
        }
    }

    private void cue() {
        Queued next = queue.peek();
        if (active && !stage.empty() && !stage.hasCued() && next != null) {
            stage.cue(next.entry().track());
        }
    }

    private void hold(boolean held) {
        paused = held;
        effects.add(new Effect.Hold(held));
    }

    private void join() {
        line = Line.JOINING;
        effects.add(new Effect.Join());
    }

    /** Three bad ends in a row: the fault is not the tracks'. What is left waits for a person. */
    private void giveUp(Failure failure) {
        failures = 0;
        effects.add(new Effect.Leave());
        active = false;
        advance();
        rest(failure);
    }

    private void rest(Failure failure) {
        active = false;
        line = Line.NONE;
        leaveAt = null;
        stage.clear();
        announcer.call(CallState.LEFT, failure);
    }

    private void goodbye() {
        active = false;
        line = Line.NONE;
        leaveAt = null;
        effects.add(new Effect.Leave());
        announcer.queueEnded(epoch);
    }

    private void forget() {
        current = null;
        position = Duration.ZERO;
        paused = false;
        announced = false;
        stage.clear();
        effects.add(new Effect.Hold(false));
    }

    /** Null for a live stream. */
    private @Nullable Duration remaining(Queued track) {
        Duration duration = track.duration();
        if (duration == null) {
            return null;
        }
        Duration left = duration.minus(position);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void refuse(String requestId) {
        Failure full = Failure.user(
                FailureCode.QUEUE_FULL,
                queue.size() + " tracks wait already",
                Map.of("limit", Integer.toString(rules.queueLimit())));
        announcer.refused(requestId, full);
    }

    private void tellQueued(String requestId) {
        List<Queued> waiting = queue.ofRequest(requestId);
        if (waiting.isEmpty()) {
            return;
        }
        int before = queue.indexOf(waiting.getFirst());
        Duration left = current == null ? null : remaining(current);
        Duration ahead = queue.durationOfFirst(before);
        Duration startsIn = left == null || ahead == null ? null : left.plus(ahead);
        List<QueueEntry> entries = waiting.stream().map(Queued::entry).toList();
        announcer.queued(requestId, entries, before + 1, startsIn);
    }

    private List<Effect> drained() {
        List<Effect> out = List.copyOf(effects);
        effects.clear();
        return out;
    }
}
