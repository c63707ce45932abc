package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.AutoplayRequest;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private final List<Effect> effects = new ArrayList<>();
    private final Playlist queue;
    private final NowPlaying now;
    private final Announcer announcer;
    private final Playback playback;
    private final Succession succession;
    private final CallNews callNews;
    private final Losses losses;
    private final Requests requests;
    private final Relocation relocation;
    private final Commands commands;
    private final ChangeNews changes;
    private final Alarms alarms;
    private final StreamNews news;
    private final ChosenSound sound;
    private final Admission admission;
    private final Attendance attendance;
    private final PlayerViews views;
    private final Autoplay autoplay;

    public Player(PlayerSnapshot saved, PlayerRules rules, MonotonicClock clock) {
        queue = new Playlist(saved, clock);
        sound = new ChosenSound(saved.volume(), saved.sound(), effects);
        now = new NowPlaying(saved, queue, sound);
        announcer = new Announcer(effects, saved.chat(), saved.revision());
        playback = new Playback(saved, rules, clock, queue, now, announcer, effects);
        losses = new Losses(saved.losses(), clock, queue, now, playback);
        succession = new Succession(rules, clock, queue, now, playback, announcer, saved.failures());
        autoplay = new Autoplay(saved.autoplay(), clock, queue, now, playback, succession, announcer);
        callNews = new CallNews(
                playback.visit().line(), queue, now, playback.sound().streams(), playback, announcer);
        requests = new Requests(rules, queue, now, playback, succession, losses, announcer, autoplay, sound);
        relocation = new Relocation(saved.movedTo(), queue, now, playback, announcer);
        OnAir onAir = new OnAir(clock, playback.sound().streams());
        admission = new Admission(saved, clock, queue, relocation, announcer);
        views = new PlayerViews(clock, queue, now, playback, announcer, sound, onAir, autoplay);
        changes = new ChangeNews(now, playback.sound().cueing(), announcer, this::view);
        attendance = new Attendance(now, playback);
        news = new StreamNews(now, playback, succession, announcer, onAir, clock, this::view);
        alarms = new Alarms(clock, now, playback, attendance, news, changes, announcer, autoplay);
        commands = new Commands(
                now,
                playback,
                admission,
                losses,
                sound,
                new QueueCommands(clock, queue, now, succession, losses, autoplay),
                new Controls(queue, now, playback, succession, losses, callNews),
                changes,
                autoplay);
    }

    /** Goes on as saved. To be called first, after the restart or the change of owner that made this object. */
    public List<Effect> resume() {
        announcer.skipRevisions();
        sound.apply();
        playback.resume(autoplay.saved().asked() != null);
        return drained();
    }

    /**
     * Queues the tracks and starts when nothing plays. A request that is in the queue already is only reported again.
     */
    public List<Effect> enqueue(EnqueueTracks job) {
        announcer.setChat(job.chat());
        if (AutoplayRequest.is(job.requestId())) {
            if (autoplay.admits(job)) {
                requests.goOn(job);
                changes.queueChanged();
            }
        } else if (admission.admits(job) && requests.enqueue(job, this::view)) {
            changes.queueChanged();
        }
        return drained();
    }

    /** Hands everything over to the player of the chat that the group became. That player goes on with it. */
    public List<Effect> move(MovePlayer job) {
        relocation.move(job, sound.volume(), views.status(), sound.changed());
        return drained();
    }

    /** Goes on for the chat that this one was. What waits here already comes after it. */
    public List<Effect> adopt(AdoptPlayer job) {
        announcer.setChat(job.chat());
        if (relocation.adopt(job)) {
            sound.adopt(job.volume(), job.sound());
            playback.adopt(job.queue());
            autoplay.adopt(job.queue() != null && job.queue().autoplay());
            succession.adopt(job.position(), job.paused(), job.pausedBy(), job.interruptedBy());
            changes.queueReplaced();
        }
        return drained();
    }

    /** Ends what updates before the bot's removal asked for, also what is still on its way here. */
    public List<Effect> stop(StopPlayer job) {
        if (admission.stop(job)) {
            losses.forget();
            succession.stopBefore(job.sequence() == 0 ? Long.MAX_VALUE : job.sequence());
            changes.queueReplaced();
        }
        return drained();
    }

    /**
     * Carries a command out.
     *
     * @throws dev.muzon.protocol.failure.FailureException a user error that changed nothing
     */
    public List<Effect> command(CommandRequest request) {
        commands.carryOut(request);
        return drained();
    }

    /** Notes how far the listeners have heard a stream. */
    public void heard(long stream, Duration position) {
        news.heard(stream, position);
    }

    /** Notes that a stream brings no sound for now, until it {@link #sounded}. */
    public List<Effect> ranDry(long stream) {
        news.ranDry(stream);
        return drained();
    }

    /** Notes that a stream has to be opened again, because its source does not answer or breaks off. */
    public List<Effect> sourceTroubled(long stream, Failure failure) {
        news.troubled(stream, failure);
        return drained();
    }

    /** Announces a stream whose first sound, or the first one after it ran dry, was sent to the voice chat. */
    public List<Effect> sounded(long stream) {
        news.sounded(stream);
        return drained();
    }

    /** Notes the title of the song that a live stream brings, empty when it has none. The track stays the same. */
    public List<Effect> titled(long stream, String title) {
        news.titled(stream, title);
        return drained();
    }

    /** Takes over the length of a track that was only guessed before. */
    public List<Effect> measured(String trackId, Duration length) {
        Queued before = now.track();
        queue.measured(trackId, length);
        if (!Objects.equals(before, now.track())) {
            changes.tellOrKeep();
        }
        playback.sound().cueing().recue();
        return drained();
    }

    /**
     * Cues the next track, because this stream is decoded to its end. It will be heard out within seconds, whatever its
     * tags said.
     */
    public List<Effect> ending(long stream) {
        news.ending(stream);
        return drained();
    }

    /**
     * Handles the end of a stream that was heard out or broke off. The cued one, if any, follows already, unless the
     * end says that the track {@linkplain StreamEnd#mayGoOn may go on}.
     */
    public List<Effect> ended(long stream, StreamEnd end) {
        news.ended(stream, end);
        return drained();
    }

    /** Notes that sound gets through. */
    public List<Effect> lineUp() {
        return standing(callNews::up);
    }

    /**
     * Goes back to what was heard last. A live stream goes on with what it sends then.
     *
     * @param length how much of the track nobody heard, at most
     */
    public List<Effect> unheard(Duration length) {
        callNews.unheard(length);
        return drained();
    }

    /** Notes that sound does not get through. The connection is being restored. */
    public List<Effect> lineLost(Failure failure) {
        callNews.lost(failure);
        return drained();
    }

    /**
     * Notes what has kept sound from getting through for some seconds, and tells the chat once.
     *
     * @param topic what people take it for: causes of one topic are told together
     */
    public List<Effect> lineTroubled(Failure failure, FailureCode topic) {
        return standing(() -> callNews.troubled(failure, topic, this::view));
    }

    /** Plays on where trouble ended the activity. Does nothing when people ended or paused it. */
    public List<Effect> goOn() {
        return standing(callNews::goOn);
    }

    /**
     * Ends the activity, because the call is over for good. Track, position and queue are kept for the next request.
     */
    public List<Effect> lineGone(Failure failure) {
        callNews.gone(failure);
        return drained();
    }

    /** Notes whether nobody but the assistant is in the voice chat. */
    public List<Effect> alone(boolean nobodyListens) {
        if (attendance.alone(nobodyListens)) {
            changes.tellOrKeep();
        }
        return drained();
    }

    /** Returns whether it is in a voice chat only because it stays there: nothing plays, or nobody listens. */
    public boolean onlyStays() {
        return playback.waitsForMusic() || attendance.staysAlone();
    }

    /** Leaves a voice chat in which it only stays, because another chat needs the place. */
    public List<Effect> giveWay() {
        playback.giveWay();
        attendance.giveWay();
        return drained();
    }

    /** Does what is due at {@link #nextWake()}. */
    public List<Effect> wakeUp() {
        alarms.ring();
        return drained();
    }

    /** Returns when {@link #wakeUp()} has something to do if nothing happens before, null for never. */
    public @Nullable Instant nextWake() {
        return alarms.next();
    }

    /** Returns whether something is to be heard now. A paused player waits in a voice chat, but never starts one. */
    public boolean wantsSound() {
        return playback.active() && !playback.paused() && now.track() != null;
    }

    /** Returns whether the current track was heard already, so that its voice chat is on unless somebody ended it. */
    public boolean wasHeard() {
        return playback.active() && now.announced();
    }

    /** Returns whether nothing is left to do or to wait for. */
    public boolean resting() {
        return !playback.active();
    }

    public PlayerId id() {
        return PlayerId.of(announcer.chat());
    }

    /** Returns where it sounds. */
    public CallTarget target() {
        return id().ownCall();
    }

    public PlayerView view() {
        return views.view();
    }

    /** Returns a part of what waits. */
    public QueuePage page(int from, int count) {
        return views.page(from, count);
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
                sound.volume(),
                succession.failures(),
                queue.waiting().all(),
                queue.requests(),
                relocation.movedTo(),
                admission.stoppedBy(),
                playback.interruptedBy(),
                playback.visit().line().told(),
                sound.settings(),
                queue.history(),
                queue.modes(),
                losses.lost(),
                playback.visit().timers().sleepsAt(),
                playback.visit().solitude().alone(),
                admission.withdrawn(),
                admission.stoppedAt(),
                playback.pausedBy(),
                losses.before(),
                playback.stays(),
                autoplay.saved());
    }

    /**
     * Takes news of the call that people do not hear of while the music is paused. Messages say what keeps it from being
     * heard, and no sound tells that this is over.
     */
    private List<Effect> standing(Runnable news) {
        CallStatus before = playback.standing().call();
        news.run();
        if (playback.pausedBy() != null
                && !Objects.equals(before, playback.standing().call())) {
            changes.tell();
        }
        return drained();
    }

    /** Hands out what is to be done. Whatever happened, it may be time for a song to go on with. */
    private List<Effect> drained() {
        if (sound.unmuteBehind(now.track())) {
            changes.tellOrKeep();
        }
        autoplay.askIfDue();
        List<Effect> out = List.copyOf(effects);
        effects.clear();
        return out;
    }
}
