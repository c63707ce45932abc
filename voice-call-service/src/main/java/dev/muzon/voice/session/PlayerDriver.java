package dev.muzon.voice.session;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.RetryCall;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.trace.WorkContext;
import dev.muzon.voice.audio.Deck;
import dev.muzon.voice.call.Call;
import dev.muzon.voice.call.VoiceChats;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.player.Effect;
import dev.muzon.voice.player.Player;
import dev.muzon.voice.player.PlayerSnapshot;
import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver of one chat's player. It carries out the player's effects on the deck and the call, see {@link CallDriver}.
 * Answers from other threads are posted as inputs. Not thread-safe, see {@link Session}.
 */
final class PlayerDriver implements Deck.Listener {
    private static final Logger log = LoggerFactory.getLogger(PlayerDriver.class);

    private final PlayerId id;
    private final CallTarget target;
    private final Player player;
    private final SoundSystem sound;
    private final SessionMeters meters;
    private final FailureLog failures;
    private final TroubleLog trackTroubles;
    private final Consumer<Runnable> post;
    private final Deck deck;
    private final TrackSound tracks;
    private final CallDriver call;
    private final List<Effect.Tell> words = new ArrayList<>();

    private @Nullable Runnable leaving;
    private boolean resuming;
    private long countedUnderruns;

    /**
     * Makes a driver of this player and call.
     *
     * @param post runs an input on the session's thread, later
     */
    PlayerDriver(
            Player player,
            Call call,
            SoundSystem sound,
            VoiceChats voiceChats,
            SessionMeters meters,
            FailureLog failures,
            Consumer<Runnable> post) {
        this.player = player;
        this.sound = sound;
        this.meters = meters;
        this.failures = failures;
        this.post = post;
        id = player.id();
        trackTroubles = new TroubleLog("Track in chat " + id, failures);
        target = player.target();
        deck = new Deck(this, sound.pump()::wake, this::closeLater);
        tracks = new TrackSound(player.view().chat(), deck, sound, meters, new StreamNews());
        this.call = new CallDriver(call, sound.engine(), voiceChats, meters, failures, new Line(), post);
    }

    /** The end of the call at the player. */
    private final class Line implements CallDriver.Listener {
        @Override
        public CallTarget target() {
            return target;
        }

        @Override
        public ChatRef chat() {
            return player.view().chat();
        }

        @Override
        public boolean wantsSound() {
            return player.wantsSound();
        }

        @Override
        public void closed() {
            deck.open(false);
        }

        @Override
        public void up() {
            deck.open(true);
            play(player.lineUp());
        }

        @Override
        public void lost(Failure failure) {
            play(player.lineLost(failure));
        }

        @Override
        public void troubled(Failure failure, FailureCode topic) {
            play(player.lineTroubled(failure, topic));
        }

        @Override
        public void gone(Failure failure) {
            play(player.lineGone(failure));
        }

        @Override
        public void alone(boolean nobodyListens) {
            play(player.alone(nobodyListens));
        }
    }

    void begin() {
        sound.pump().add(target, deck);
        resuming = player.wasHeard();
        play(player.resume());
        resuming = false;
    }

    void enqueue(EnqueueTracks job) {
        play(player.enqueue(job));
        call.want();
    }

    void stop(StopPlayer job) {
        play(player.stop(job));
    }

    void move(MovePlayer job) {
        play(player.move(job));
    }

    void adopt(AdoptPlayer job) {
        play(player.adopt(job));
    }

    PlayerView command(CommandRequest request) {
        play(player.command(request));
        if (request.command() instanceof PlayerCommand.Resume) {
            call.ask();
        }
        return player.view();
    }

    /** Tries at once, also where it was given up, because what was in the way may be gone. */
    void retry(RetryCall job) {
        log.debug("Call tried again: {}", job.news());
        play(player.goOn());
        call.retry();
    }

    void changed(VoiceChatChanged news) {
        call.changed(news);
    }

    void connection(ConnectionState state) {
        call.connection(state);
    }

    void wakeUp() {
        call.wakeUp();
        play(player.wakeUp());
    }

    /** Tells the player how far its listeners are. */
    void noteProgress() {
        Deck.Position position = deck.position();
        player.heard(position.stream(), position.heard());
        long underruns = deck.underruns();
        meters.ranDry(underruns - countedUnderruns);
        countedUnderruns = underruns;
    }

    @Nullable Instant nextWake() {
        Instant first = player.nextWake();
        Instant second = call.nextWake();
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first.isBefore(second) ? first : second;
    }

    PlayerView view() {
        return player.view();
    }

    QueuePage page(int from, int count) {
        return player.page(from, count);
    }

    PlayerSnapshot snapshot() {
        return player.snapshot();
    }

    /** Takes the events that arose since the last call. */
    List<Effect.Tell> takeWords() {
        List<Effect.Tell> taken = List.copyOf(words);
        words.clear();
        return taken;
    }

    /** Returns whether nothing is left to do or to wait for. */
    boolean over() {
        return player.resting() && call.over();
    }

    /** Ends the sound and the engine's call. Stays in the voice chat. */
    void end() {
        sound.pump().remove(target);
        try {
            deck.open(false);
            deck.silence();
        } finally {
            call.end();
        }
    }

    @Override
    public void sounded(long stream) {
        long now = System.nanoTime();
        post.accept(() -> {
            trackTroubles.recovered(now);
            tracks.sounded(stream, now, () -> play(player.sounded(stream)));
        });
    }

    @Override
    public void ranDry(long stream) {
        post.accept(() -> play(player.ranDry(stream)));
    }

    @Override
    public void ended(long stream, StreamEnd end) {
        post.accept(() -> {
            if (end.failure() != null) {
                trackTroubles.trouble(end.failure(), System.nanoTime());
            }
            QueueEntry before = player.view().current();
            play(player.ended(stream, end));
            QueueEntry after = player.view().current();
            boolean same = before != null && after != null && before.id().equals(after.id());
            if (!same) {
                trackTroubles.forget();
            }
        });
    }

    /** The end of the open streams at the player. */
    private final class StreamNews implements OpenSources.Listener {
        @Override
        public void ending(long stream) {
            post.accept(() -> play(player.ending(stream)));
        }

        @Override
        public void troubled(long stream, Failure failure) {
            post.accept(() -> play(player.sourceTroubled(stream, failure)));
        }

        @Override
        public void measured(Track track, Duration length) {
            post.accept(() -> play(player.measured(track.id(), length)));
        }

        @Override
        public void titled(long stream, String title) {
            post.accept(() -> play(player.titled(stream, title)));
        }
    }

    private void closeLater(Runnable closing) {
        Thread.ofVirtual().start(() -> {
            try {
                closing.run();
            } catch (Throwable e) {
                failures.report("Closing a track of chat " + id, e);
            }
        });
    }

    private void play(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Load load -> tracks.load(load);
                case Effect.Cue cue -> tracks.cue(cue);
                case Effect.Uncue() -> deck.uncue();
                case Effect.Promote(var stream) -> tracks.promote(stream);
                case Effect.Silence() -> deck.silence();
                case Effect.Hold(var held) -> deck.hold(held);
                case Effect.Volume(var percent) -> deck.volume(percent);
                case Effect.Sound(var settings) -> tracks.change(settings);
                case Effect.Join() -> join();
                case Effect.Leave() -> whenSilent(call::leave);
                case Effect.HangUp() -> whenSilent(call::hangUp);
                case Effect.Tell tell -> tell(tell);
            }
        }
    }

    private void tell(Effect.Tell tell) {
        words.add(tell.tracedAs(WorkContext.traceparent()));
        if (tell.event() instanceof PlayerEvent.TrackStarted started) {
            QueueEntry current = started.player().current();
            if (current != null) {
                log.info(
                        "Track {} plays, asked for by {}: {}",
                        current.track().id(),
                        current.requester().id(),
                        current.track().title());
            }
        }
    }

    private void join() {
        finishLeaving();
        if (resuming) {
            call.rejoin();
        } else {
            call.join();
        }
    }

    /** Ends the call after a fade: the sound ends before its call. */
    private void whenSilent(Runnable leave) {
        leaving = leave;
        deck.whenSilent(() -> post.accept(this::finishLeaving));
    }

    private void finishLeaving() {
        Runnable leave = leaving;
        if (leave != null) {
            leaving = null;
            leave.run();
        }
    }
}
