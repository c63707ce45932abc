package dev.muzon.voice.session;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureKind;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.RetryCall;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.trace.WorkContext;
import dev.muzon.voice.audio.Deck;
import dev.muzon.voice.audio.FramePump;
import dev.muzon.voice.call.Call;
import dev.muzon.voice.call.VoiceChats;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.player.Effect;
import dev.muzon.voice.player.Player;
import dev.muzon.voice.player.PlayerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver of one chat's player. It carries out the player's effects on the deck and the call, see {@link CallDriver}.
 * Answers from other threads are posted as inputs. Not thread-safe, see {@link Session}.
 */
final class PlayerDriver {
    private static final Logger log = LoggerFactory.getLogger(PlayerDriver.class);

    private final CallTarget target;
    private final Player player;
    private final FramePump pump;
    private final ChatSound sound;
    private final Deck deck;
    private final FadedLeave leaving;
    private final CallDriver call;
    private final List<Effect.Tell> words = new ArrayList<>();

    private boolean resuming;

    /**
     * Makes a driver of this player and call.
     *
     * @param post runs an input on the session's thread, later
     */
    PlayerDriver(
            Player player,
            Call call,
            SoundSystem system,
            VoiceChats voiceChats,
            SessionMeters meters,
            FailureLog failures,
            Consumer<Runnable> post) {
        this.player = player;
        pump = system.pump();
        target = player.target();
        sound = new ChatSound(player, system, meters, failures, post, this::play);
        deck = sound.deck();
        leaving = new FadedLeave(deck, post);
        this.call = new CallDriver(call, system.engine(), voiceChats, meters, failures, new Line(), post);
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
        public @Nullable Duration rest() {
            return player.wantsSound() ? player.view().rest() : null;
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
        public void unheard(Duration time) {
            play(player.unheard(sound.tracks().passedIn(time)));
        }

        @Override
        public void lost(Failure failure) {
            play(player.lineLost(failure));
        }

        @Override
        public void troubled(Failure failure, FailureCode topic) {
            if (failure.kind() == FailureKind.USER) {
                sound.tracks().heldUp();
            }
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
        pump.add(target, deck);
        resuming = player.wasHeard();
        play(player.resume());
        resuming = false;
    }

    /**
     * Queues the tracks.
     *
     * @param asked when somebody asked for them, null when nobody can say
     */
    void enqueue(EnqueueTracks job, @Nullable AskedAt asked) {
        List<Effect> effects = player.enqueue(job);
        play(effects);
        if (effects.stream()
                .anyMatch(it -> it instanceof Effect.Load load && job.tracks().contains(load.track()))) {
            sound.tracks().awaitedSince(asked);
        }
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
        PlayerView before = player.view();
        List<Effect> effects = player.command(request);
        PlayerView after = player.view();
        play(effects);
        boolean acted = !effects.isEmpty() || after.revision() != before.revision();
        if (setsMode(request.command()) ? !modes(after).equals(modes(before)) : acted) {
            log.info("{} asked for by {}", request.command(), request.by().id());
        }
        if (request.command() instanceof PlayerCommand.Resume) {
            call.ask();
        }
        return player.view();
    }

    /** Returns whether a command sets what may be so already, which is told to the chat all the same. */
    private static boolean setsMode(PlayerCommand command) {
        return switch (command) {
            case PlayerCommand.SetVolume _,
                    PlayerCommand.Sound _,
                    PlayerCommand.SetLoop _,
                    PlayerCommand.SetOrder _,
                    PlayerCommand.Stay _,
                    PlayerCommand.SetAutoplay _ -> true;
            default -> false;
        };
    }

    private static List<?> modes(PlayerView view) {
        SoundSettings sound = Objects.requireNonNullElse(view.sound(), SoundSettings.DEFAULT);
        return List.of(view.volume(), sound, view.queue(), view.upcoming());
    }

    /** Tries at once, also where it was given up, because what was in the way may be gone. */
    void retry(RetryCall job) {
        log.debug("Call tried again: {}", job.news());
        play(player.goOn());
        call.changed();
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

    Place place() {
        if (player.resting()) {
            return Place.LEFT;
        }
        return player.onlyStays() ? Place.SPARE : Place.NEEDED;
    }

    void giveWay() {
        play(player.giveWay());
    }

    /** Tells the player how far its listeners are. */
    void noteProgress() {
        sound.noteProgress();
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
        pump.remove(target);
        try {
            deck.open(false);
            deck.silence();
        } finally {
            call.end();
        }
    }

    private void play(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Load load -> sound.tracks().load(load);
                case Effect.Cue cue -> sound.tracks().cue(cue);
                case Effect.Uncue() -> deck.uncue();
                case Effect.Promote(var stream) -> sound.tracks().promote(stream);
                case Effect.Silence() -> deck.silence();
                case Effect.Hold(var held) -> hold(held);
                case Effect.Volume(var percent) -> deck.volume(percent);
                case Effect.Sound(var settings) -> sound.tracks().change(settings);
                case Effect.Join() -> join();
                case Effect.Leave() -> leaving.whenSilent(call::leave);
                case Effect.HangUp() -> leaving.whenSilent(call::hangUp);
                case Effect.Tell tell -> tell(tell);
            }
        }
        if (effects.stream().anyMatch(PlayerDriver::interrupts)) {
            call.quiet();
        }
    }

    /** Returns whether the sound that was heard ends with this effect, and the next one, if any, only begins. */
    private static boolean interrupts(Effect effect) {
        return switch (effect) {
            case Effect.Load _, Effect.Promote _ -> true;
            case Effect.Hold(var held) -> held;
            default -> false;
        };
    }

    private void hold(boolean held) {
        if (held) {
            sound.tracks().heldUp();
        }
        deck.hold(held);
    }

    private static String askedForBy(Requester requester) {
        return Requester.nobody(requester) ? "chosen by autoplay" : "asked for by " + requester.id();
    }

    private void tell(Effect.Tell tell) {
        words.add(tell.tracedAs(WorkContext.traceparent()));
        if (tell.event() instanceof PlayerEvent.TrackStarted started) {
            QueueEntry current = started.player().current();
            if (current != null) {
                log.info(
                        "Track {} plays, {}: {}",
                        current.track().id(),
                        askedForBy(current.requester()),
                        current.track().title());
            }
        }
    }

    private void join() {
        leaving.finish();
        if (resuming) {
            call.rejoin();
        } else {
            call.join();
        }
    }
}
