package dev.muzon.voice.session;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.RetryCall;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.FailureLog;
import dev.muzon.voice.audio.Deck;
import dev.muzon.voice.audio.PcmSource;
import dev.muzon.voice.audio.SoundFilters;
import dev.muzon.voice.call.Call;
import dev.muzon.voice.call.CallEffect;
import dev.muzon.voice.call.JoinPayload;
import dev.muzon.voice.call.Seat;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver of one chat's player and call. It carries out their effects on the deck, the voice engine and signalling.
 * Answers from other threads are posted as inputs. Not thread-safe, see {@link Session}.
 */
final class PlayerDriver implements Deck.Listener {
    private static final Logger log = LoggerFactory.getLogger(PlayerDriver.class);

    private final long chatId;
    private final Player player;
    private final Call call;
    private final SoundSystem sound;
    private final VoiceChats voiceChats;
    private final SessionMeters meters;
    private final FailureLog failures;
    private final Consumer<Runnable> post;
    private final Deck deck;
    private final OpenSources sources;
    private final Signalling signalling;
    private final FirstFrame firstFrame;
    private final TroubleLog troubles;
    private final Company company = new Company();
    private final List<Effect.Tell> words = new ArrayList<>();

    private @Nullable Supplier<List<CallEffect>> leaving;
    private SoundFilters filters = SoundFilters.NONE;
    private Call.State counted = Call.State.IDLE;
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
        this.call = call;
        this.sound = sound;
        this.voiceChats = voiceChats;
        this.meters = meters;
        this.failures = failures;
        this.post = post;
        chatId = player.view().chat().id();
        deck = new Deck(this, sound.pump()::wake, this::closeLater);
        sources = new OpenSources(sound.sources(), sound.pump()::wake, this::ending);
        signalling = new Signalling(Long.toString(chatId), () -> post.accept(() -> {}));
        firstFrame = new FirstFrame(meters);
        troubles = new TroubleLog(chatId, failures);
    }

    void begin() {
        meters.appeared(counted);
        sound.pump().add(chatId, deck);
        resuming = player.wasHeard();
        play(player.resume());
        resuming = false;
    }

    void enqueue(EnqueueTracks job) {
        play(player.enqueue(job));
        act(call.retry());
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
            act(call.ask());
        }
        return player.view();
    }

    /** Tries at once, also where it was given up, because what was in the way may be gone. */
    void retry(RetryCall job) {
        log.debug("Call tried again: {}", job.news());
        play(player.goOn());
        act(call.retry());
    }

    void changed(VoiceChatChanged news) {
        Seat seat = Seat.of(news);
        act(call.changed(seat, news.change()));
        company.changed(seat, news.change());
        noteCompany();
    }

    private void noteCompany() {
        Boolean alone = company.alone();
        if (alone != null) {
            play(player.alone(alone));
        }
    }

    void connection(ConnectionState state) {
        act(call.connection(state));
    }

    void wakeUp() {
        act(call.wakeUp());
        play(player.wakeUp());
    }

    /** Tells the player how far its listeners are. */
    void noteProgress() {
        Deck.Position position = deck.position();
        player.heard(position.stream(), position.heard());
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
        boolean noCall = call.state() == Call.State.IDLE || call.state() == Call.State.LEFT;
        return player.resting() && noCall && signalling.idle();
    }

    /** Ends the sound and the engine's call. Stays in the voice chat. */
    void end() {
        sound.pump().remove(chatId);
        try {
            deck.open(false);
            deck.silence();
        } finally {
            meters.vanished(counted);
            signalling.close();
            sound.engine().stop(chatId);
        }
    }

    @Override
    public void sounded(long stream) {
        long now = System.nanoTime();
        post.accept(() -> {
            firstFrame.sounded(stream, now);
            play(player.sounded(stream));
        });
    }

    @Override
    public void ended(long stream, StreamEnd end) {
        post.accept(() -> {
            if (end.failure() != null) {
                failures.report("Track in chat " + chatId, end.failure());
            }
            play(player.ended(stream, end));
        });
    }

    private void ending(long stream) {
        post.accept(() -> play(player.ending(stream)));
    }

    private void closeLater(Runnable closing) {
        Thread.ofVirtual().start(() -> {
            try {
                closing.run();
            } catch (Throwable e) {
                failures.report("Closing a track of chat " + chatId, e);
            }
        });
    }

    private void play(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Load load -> load(load);
                case Effect.Cue(var stream, var track) ->
                    deck.cue(stream, sources.open(stream, track, Duration.ZERO, filters));
                case Effect.Uncue() -> deck.uncue();
                case Effect.Promote(var stream) -> {
                    deck.promote(stream);
                    sources.forgetBefore(stream);
                }
                case Effect.Silence() -> deck.silence();
                case Effect.Hold(var held) -> deck.hold(held);
                case Effect.Volume(var percent) -> deck.volume(percent);
                case Effect.Sound(var settings) -> sound(settings);
                case Effect.Join() -> join();
                case Effect.Leave() -> whenSilent(call::leave);
                case Effect.HangUp() -> whenSilent(call::hangUp);
                case Effect.Tell tell -> tell(tell);
            }
        }
    }

    private void tell(Effect.Tell tell) {
        words.add(tell);
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

    private void load(Effect.Load load) {
        firstFrame.loading(load.stream(), System.nanoTime());
        deck.load(load.stream(), sources.open(load.stream(), load.track(), load.from(), filters), load.from());
        sources.forgetBefore(load.stream());
    }

    private void sound(SoundSettings settings) {
        deck.mute(settings.muted());
        deck.level(settings.normalized());
        deck.crossFade(Duration.ofSeconds(settings.crossFade()));
        var wanted = new SoundFilters(settings.speed(), settings.bass(), settings.nightcore());
        if (!wanted.equals(filters)) {
            filters = wanted;
            reopen();
        }
    }

    /** Opens what plays and what follows again, with other filters, at the sample where it stopped. */
    private void reopen() {
        Deck.Position position = deck.interrupt();
        long playing = position.stream();
        Track track = sources.track(playing);
        if (track == null) {
            return;
        }
        long next = sources.newest();
        Track following = next > playing ? sources.track(next) : null;
        // Both are opened before the deck closes those that share what they have fetched.
        PcmSource again = sources.open(playing, track, position.heard(), filters);
        PcmSource after = following == null ? null : sources.open(next, following, Duration.ZERO, filters);
        deck.load(playing, again, position.heard());
        if (after != null) {
            deck.cue(next, after);
        }
    }

    private void act(List<CallEffect> effects) {
        count();
        for (CallEffect effect : effects) {
            switch (effect) {
                case CallEffect.Join(var attempt) -> join(attempt);
                case CallEffect.Connect(var attempt, var transport) -> connect(attempt, transport);
                case CallEffect.StopEngine() -> {
                    deck.open(false);
                    sound.engine().stop(chatId);
                }
                case CallEffect.LeaveVoiceChat() -> {
                    troubles.forget();
                    leave();
                }
                case CallEffect.Up() -> {
                    troubles.recovered(System.nanoTime());
                    deck.open(true);
                    play(player.lineUp());
                }
                case CallEffect.Lost(var failure) -> {
                    deck.open(false);
                    troubles.trouble(failure, System.nanoTime());
                    play(player.lineLost(failure));
                }
                case CallEffect.Troubled(var failure, var topic) -> play(player.lineTroubled(failure, topic));
                case CallEffect.Gone(var failure) -> {
                    troubles.givenUp(failure, System.nanoTime());
                    play(player.lineGone(failure));
                }
            }
        }
    }

    private void join() {
        finishLeaving();
        act(resuming ? call.rejoin() : call.join());
    }

    /** Ends the call after a fade: the sound ends before its call. */
    private void whenSilent(Supplier<List<CallEffect>> leave) {
        leaving = leave;
        deck.whenSilent(() -> post.accept(this::finishLeaving));
    }

    private void finishLeaving() {
        Supplier<List<CallEffect>> leave = leaving;
        if (leave != null) {
            leaving = null;
            act(leave.get());
        }
    }

    private void join(int attempt) {
        if (attempt > 1) {
            meters.rejoining();
        }
        ChatRef latest = player.view().chat();
        boolean mayStart = player.wantsSound() && call.mayStart();
        String payload;
        try {
            payload = sound.engine().createCall(chatId);
        } catch (FailureException refused) {
            act(call.failed(attempt, refused.failure()));
            return;
        }
        Integer source = JoinPayload.audioSource(payload);
        call.offered(attempt, source);
        signalling.request(() -> {
            try {
                VoiceChatJoined answer = voiceChats.join(latest, payload, mayStart);
                post.accept(() -> {
                    log.info("Voice chat joined with account {}", answer.accountId());
                    act(call.joined(attempt, answer));
                    company.joined(new Seat(answer.accountId(), answer.groupCallId(), source));
                    noteCompany();
                });
            } catch (FailureException refused) {
                post.accept(() -> act(call.failed(attempt, refused.failure())));
            } catch (Throwable e) {
                Failure failure = failures.report("Joining the voice chat of " + chatId, e);
                post.accept(() -> act(call.failed(attempt, failure)));
            }
        });
    }

    private void connect(int attempt, String transport) {
        try {
            sound.engine().connect(chatId, transport);
        } catch (FailureException refused) {
            act(call.failed(attempt, refused.failure()));
        }
    }

    private void leave() {
        signalling.request(() -> {
            try {
                voiceChats.leave(chatId);
                post.accept(() -> log.info("Voice chat left"));
            } catch (Throwable e) {
                failures.report("Leaving the voice chat of " + chatId, e);
            }
        });
    }

    private void count() {
        meters.moved(counted, call.state());
        counted = call.state();
        long underruns = deck.underruns();
        meters.ranDry(underruns - countedUnderruns);
        countedUnderruns = underruns;
    }
}
