package dev.muzon.voice.player;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.player.QueueStatus;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one chat's player. Every input is a method that changes the state and returns what has to be
 * done about it. Nothing here blocks, waits or reads a clock that is not given.
 *
 * <p>A track that is queued while nothing plays makes the player <i>active</i>: it loads the track and joins the call
 * at the same time. When the first sound has left, the chat is told. Shortly before the end the next track is cued. At
 * the end the cued one follows by itself and the player learns of it. With nothing left the call lingers, then it is
 * left. Losing the call keeps the position. Losing it for good ends the activity, but keeps track and queue.
 *
 * <p>Two numbers guard against stale inputs. The <i>epoch</i> grows with every new current track, and buttons carry it.
 * The <i>stream</i> grows with every opening, also by a seek, and sound carries it. Reports of another stream than the
 * current one are ignored, so that no track ends twice. Not thread-safe.
 */
public final class Player {
    private final PlayerRules rules;
    private final Clock clock;
    private final List<Effect> effects = new ArrayList<>();
    private final Playlist queue;
    private final NowPlaying now;
    private final Announcer announcer;
    private final Playback playback;
    private final Losses losses;
    private final QueueCommands queueCommands;
    private int volume;
    private SoundSettings sound;
    private long stoppedBy;
    private @Nullable ChatRef movedTo;

    public Player(PlayerSnapshot saved, PlayerRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
        queue = new Playlist(saved);
        now = new NowPlaying(saved, queue);
        announcer = new Announcer(effects, saved.chat(), saved.revision());
        playback = new Playback(saved, rules, clock, queue, now, announcer, effects);
        losses = new Losses(saved.lost(), clock, queue, now);
        queueCommands = new QueueCommands(clock, queue, now, playback, losses);
        volume = saved.volume();
        sound = saved.sound();
        stoppedBy = saved.stoppedBy();
        movedTo = saved.movedTo();
    }

    /** Goes on as saved. To be called first, after the restart or the change of owner that made this object. */
    public List<Effect> resume() {
        announcer.skipRevisions();
        effects.add(new Effect.Volume(volume));
        effects.add(new Effect.Sound(sound));
        playback.resume();
        return drained();
    }

    /**
     * Queues the tracks and starts when nothing plays. A request that is in the queue already is only reported again.
     */
    public List<Effect> enqueue(EnqueueTracks job) {
        announcer.setChat(job.chat());
        if (movedTo != null) {
            announcer.passOn(
                    job.requestId(),
                    new EnqueueTracks(
                            job.requestId(), movedTo, job.requester(), job.tracks(), job.sequence(), job.placement()));
        } else if (queue.knows(job.requestId())) {
            tellQueued(job.requestId());
        } else if (job.sequence() != 0 && job.sequence() < stoppedBy) {
            announcer.refused(
                    job.requestId(),
                    Failure.of(FailureCode.BOT_REMOVED, "the bot was removed after update " + job.sequence()));
        } else if (queue.size() + job.tracks().size() > rules.queueLimit()) {
            refuse(job.requestId());
        } else if (job.placement().ownOnly() && disturbsOthers(job)) {
            announcer.refused(job.requestId(), Refusals.noRight(job.requester().id()));
        } else {
            add(job);
        }
        return drained();
    }

    /** Returns whether the request goes before tracks of others, or takes the place of one. */
    private boolean disturbsOthers(EnqueueTracks job) {
        long person = job.requester().id();
        return switch (job.placement().place()) {
            case LAST -> false;
            case NEXT -> touchesOthers(new PlayerCommand.Clear(), person);
            case NOW -> touchesOthers(new PlayerCommand.Stop(), person);
        };
    }

    private boolean touchesOthers(PlayerCommand command, long person) {
        return command.touches(now.entry(), queue.entries(0, queue.size())).stream()
                .anyMatch(entry -> entry.requester().id() != person);
    }

    private void add(EnqueueTracks job) {
        announcer.advance();
        Queued replaced = job.placement().place() == Placement.Place.NOW ? now.track() : null;
        if (replaced != null) {
            losses.noteCurrent(Lost.Kind.SKIP, job.requester().id(), List.of());
        }
        queue.add(job);
        playback.forgive();
        if (replaced != null) {
            playback.skip(replaced, 1);
        }
        playback.wake(replaced != null);
        tellQueued(job.requestId());
        tellChanged();
        playback.recue();
    }

    /**
     * Tells a change of the queue. A track that was not announced yet is announced later, together with the queue
     * behind it.
     */
    private void tellChanged() {
        if (now.announced()) {
            announcer.changed(this::view);
        } else {
            announcer.advance();
        }
    }

    /** Ends what updates before the bot's removal asked for, also what is still on its way here. */
    public List<Effect> stop(StopPlayer job) {
        boolean news = job.sequence() == 0 || job.sequence() > stoppedBy;
        if (news) {
            stoppedBy = Math.max(stoppedBy, job.sequence());
            losses.forget();
            playback.stopBefore(job.sequence() == 0 ? Long.MAX_VALUE : job.sequence());
            if (now.announced()) {
                announcer.changed(this::view);
            }
            playback.recue();
        }
        return drained();
    }

    /**
     * Hands everything over to the player of the chat that the group became, also what still arrives here. That player
     * goes on with it.
     */
    public List<Effect> move(MovePlayer job) {
        if (movedTo == null) {
            movedTo = job.destination();
            List<QueueEntry> entries = new ArrayList<>();
            if (now.entry() != null) {
                entries.add(now.entry());
            }
            entries.addAll(queue.entries(0, queue.size()));
            boolean paused = playback.state() == PlayerState.PAUSED;
            announcer.passOn(
                    "player",
                    new AdoptPlayer(
                            movedTo,
                            announcer.chat(),
                            entries,
                            now.position(),
                            paused,
                            volume,
                            status(),
                            chosenSound()));
            playback.handOver();
        }
        return drained();
    }

    /** Goes on for the chat that this one was. What waits here already comes after it. */
    public List<Effect> adopt(AdoptPlayer job) {
        announcer.setChat(job.chat());
        String request = "moved:" + job.origin().id();
        if (!queue.knows(request)) {
            announcer.advance();
            volume = job.volume();
            effects.add(new Effect.Volume(volume));
            sound = Objects.requireNonNullElse(job.sound(), SoundSettings.DEFAULT);
            effects.add(new Effect.Sound(sound));
            queue.prepend(
                    request,
                    job.entries().stream()
                            .map(entry ->
                                    new Queued(Objects.requireNonNullElse(entry.requestId(), request), entry, 0, 0))
                            .toList());
            if (job.queue() != null) {
                queue.adopt(job.queue());
            }
            playback.adopt(job.position(), job.paused());
            if (now.announced()) {
                announcer.changed(this::view);
            }
            playback.recue();
        }
        return drained();
    }

    /**
     * Carries a command out.
     *
     * @throws dev.muzon.protocol.failure.FailureException a user error that changed nothing
     */
    public List<Effect> command(CommandRequest request) {
        PlayerCommand command = request.command();
        Refusals.checkShape(command);
        Refusals.checkEpoch(request.epoch(), now.epoch());
        if (request.ownOnly() && touchesOthers(command, request.by().id())) {
            throw Refusals.noRight(request.by().id()).asException();
        }
        Queued track = now.track();
        if (command instanceof PlayerCommand.SetVolume(int percent)) {
            volume = percent;
            effects.add(new Effect.Volume(percent));
            if (track != null) {
                announcer.changed(this::view);
            }
        } else if (command instanceof PlayerCommand.Sound change) {
            sound = change.changed(sound);
            effects.add(new Effect.Sound(sound));
            if (track != null) {
                announcer.changed(this::view);
            }
        } else if (queueCommands.handle(request)) {
            tellChanged();
            playback.recue();
        } else if (track != null) {
            control(request, track);
        } else if (command instanceof PlayerCommand.Stop && playback.active()) {
            playback.goodbye();
        } else {
            throw Refusals.nothingPlaying();
        }
        return drained();
    }

    private void control(CommandRequest request, Queued track) {
        boolean going = playback.active() && !playback.paused();
        long by = request.by().id();
        switch (request.command()) {
            case PlayerCommand.Pause() -> {
                if (going) {
                    playback.pause(track);
                    announcer.changed(this::view);
                }
            }
            case PlayerCommand.Resume() -> {
                playback.hope();
                if (!going) {
                    playback.wake(true);
                    announcer.changed(this::view);
                }
            }
            case PlayerCommand.Skip(int count) -> {
                losses.noteCurrent(Lost.Kind.SKIP, by, queue.gaps(count));
                playback.forgive();
                playback.skip(track, count);
                playback.recue();
            }
            case PlayerCommand.Stop() -> {
                losses.noteCurrent(Lost.Kind.STOP, by, queue.gaps(queue.size()));
                playback.stop(track);
            }
            case PlayerCommand.SeekTo(Duration target) -> moveTo(track, now.reachable(target));
            case PlayerCommand.SeekBy(Duration offset) -> moveTo(track, now.shifted(offset));
            case PlayerCommand.Replay() -> moveTo(track, Duration.ZERO);
            case PlayerCommand.Sleep(@Nullable Duration after) -> {
                if (!playback.active()) {
                    throw Refusals.nothingPlaying();
                }
                playback.sleepAfter(after);
                tellChanged();
            }
            default -> throw new IllegalStateException(request.command() + " was not handled before");
        }
    }

    /** Notes how far the listeners have heard a stream. */
    public void heard(long stream, Duration position) {
        if (playback.streams().isSounding(stream)) {
            now.setPosition(position);
        }
    }

    /** Announces a stream whose first sound was sent to the voice chat. */
    public List<Effect> sounded(long stream) {
        Streams streams = playback.streams();
        if (streams.isSounding(stream)) {
            playback.sourceBack();
        }
        if (streams.isSounding(stream) && !streams.audible()) {
            streams.setAudible(true);
            if (now.announced()) {
                announcer.changed(this::view);
            } else {
                now.setAnnounced(true);
                Queued track = now.track();
                announcer.started(track == null ? null : track.requestId(), this::view);
            }
            playback.cueIfDue();
        }
        return drained();
    }

    /**
     * Cues the next track, because this stream is decoded to its end. It will be heard out within seconds, whatever its
     * tags said.
     */
    public List<Effect> ending(long stream) {
        if (playback.streams().isSounding(stream)) {
            playback.cue();
        }
        return drained();
    }

    /** Handles the end of a stream that was heard out or broke off. The cued one, if any, follows already. */
    public List<Effect> ended(long stream, StreamEnd end) {
        Queued track = now.track();
        if (playback.streams().isSounding(stream) && track != null) {
            playback.ended(track, end, this::view);
        }
        return drained();
    }

    /** Notes that sound gets through. */
    public List<Effect> lineUp() {
        playback.lineUp();
        return drained();
    }

    /** Notes that sound does not get through. The connection is being restored. */
    public List<Effect> lineLost(Failure failure) {
        playback.lineLost(failure);
        return drained();
    }

    /**
     * Notes what has kept sound from getting through for some seconds, and tells the chat once.
     *
     * @param topic what people take it for: causes of one topic are told together
     */
    public List<Effect> lineTroubled(Failure failure, FailureCode topic) {
        playback.lineTroubled(failure, topic, this::view);
        return drained();
    }

    /** Plays on where trouble ended the activity. Does nothing when people ended or paused it. */
    public List<Effect> goOn() {
        playback.goOn();
        return drained();
    }

    /**
     * Ends the activity, because the call is over for good. Track, position and queue are kept for the next request.
     */
    public List<Effect> lineGone(Failure failure) {
        playback.lineGone(failure);
        return drained();
    }

    /** Does what is due at {@link #nextWake()}. */
    public List<Effect> wakeUp() {
        playback.leaveIfDue();
        playback.reloadIfDue();
        playback.sleepIfDue();
        playback.cueIfDue();
        return drained();
    }

    /** Returns when {@link #wakeUp()} has something to do if nothing happens before, null for never. */
    public @Nullable Instant nextWake() {
        return playback.nextWake();
    }

    /** Returns whether nothing is left to do or to wait for. */
    public boolean resting() {
        return !playback.active();
    }

    public PlayerView view() {
        return new PlayerView(
                announcer.chat(),
                now.epoch(),
                announcer.revision(),
                playback.state(),
                now.entry(),
                now.position(),
                clock.instant(),
                volume,
                queue.entries(0, PlayerView.NEXT),
                status(),
                playback.call(),
                chosenSound());
    }

    /** Returns how the chat wants its music to sound, null while it has changed nothing. */
    private @Nullable SoundSettings chosenSound() {
        return sound.equals(SoundSettings.DEFAULT) ? null : sound;
    }

    private QueueStatus status() {
        Modes modes = queue.modes();
        return new QueueStatus(queue.size(), modes.loop(), modes.order(), playback.sleepsAt());
    }

    /** Returns a part of what waits. */
    public QueuePage page(int from, int count) {
        List<QueueEntry> entries = queue.entries(Math.max(0, from), Math.clamp(count, 0, QueuePage.MOST));
        return new QueuePage(now.epoch(), announcer.revision(), Math.max(0, from), queue.size(), entries);
    }

    public PlayerSnapshot snapshot() {
        return new PlayerSnapshot(
                PlayerSnapshot.VERSION,
                announcer.chat(),
                now.epoch(),
                announcer.revision(),
                playback.active(),
                playback.paused(),
                now.announced(),
                now.track(),
                now.position(),
                volume,
                playback.failures(),
                queue.upcoming(),
                queue.requests(),
                movedTo,
                stoppedBy,
                playback.interruptedBy(),
                playback.told(),
                sound,
                queue.history(),
                queue.modes(),
                losses.lost(),
                playback.sleepsAt());
    }

    private void moveTo(Queued track, Duration target) {
        playback.moveTo(track, target);
        announcer.changed(this::view);
    }

    private void refuse(String requestId) {
        Failure full = Failure.of(
                FailureCode.QUEUE_FULL,
                queue.size() + " tracks wait already",
                Map.of("limit", FailureArgument.count(rules.queueLimit())));
        announcer.refused(requestId, full);
    }

    private void tellQueued(String requestId) {
        List<Queued> waiting = queue.ofRequest(requestId);
        if (waiting.isEmpty()) {
            return;
        }
        int before = queue.firstOf(requestId).orElseThrow();
        List<QueueEntry> entries = waiting.stream().map(Queued::entry).toList();
        announcer.queued(requestId, entries, before + 1, startsIn(before), this::view);
    }

    /**
     * Estimates when a waiting track plays.
     *
     * @param before how many tracks wait before it
     * @return null when nobody can say: nothing plays just now, or a live stream stands before it
     */
    private @Nullable Duration startsIn(int before) {
        Duration left = now.remaining();
        Duration ahead = queue.durationOfFirst(before);
        return left == null || ahead == null || playback.stalled() ? null : left.plus(ahead);
    }

    private List<Effect> drained() {
        List<Effect> out = List.copyOf(effects);
        effects.clear();
        return out;
    }
}
