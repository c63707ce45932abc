package dev.muzon.voice.session;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.resilience.FailureLog;
import dev.muzon.voice.call.Call;
import dev.muzon.voice.call.CallEffect;
import dev.muzon.voice.call.JoinPayload;
import dev.muzon.voice.call.Seat;
import dev.muzon.voice.call.VoiceChats;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.engine.VoiceEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver of one chat's call. It carries out the call's effects on the voice engine and signalling, and tells the
 * player of their results. Answers from other threads are posted as inputs. Not thread-safe, see {@link Session}.
 */
final class CallDriver {
    private static final Logger log = LoggerFactory.getLogger(CallDriver.class);

    private final CallTarget target;
    private final Call call;
    private final VoiceEngine engine;
    private final VoiceChats voiceChats;
    private final SessionMeters meters;
    private final FailureLog failures;
    private final Listener listener;
    private final Consumer<Runnable> post;
    private final Signalling signalling;
    private final TroubleLog troubles;
    private final Company company = new Company();
    private Call.State counted = Call.State.IDLE;

    /** The player at the other end, which hears of each change of the call. */
    interface Listener {
        /** Returns the voice chat to be joined. */
        CallTarget target();

        /** Returns the chat with its current title. */
        ChatRef chat();

        /** Returns whether something is to be heard now. */
        boolean wantsSound();

        /** Returns how long the current track lasts, null when none is to be heard or nobody can say. */
        @Nullable Duration rest();

        /** Hears that frames cannot be sent from now on. */
        void closed();

        /** Hears that sound gets through from now on. */
        void up();

        /** Hears that nobody heard the sound of the last so long. */
        void unheard(Duration time);

        /** Hears that sound does not get through, while the call tries to recover. */
        void lost(Failure failure);

        void troubled(Failure failure, FailureCode topic);

        void gone(Failure failure);

        /** Hears whether nobody else is in the voice chat. */
        void alone(boolean nobodyListens);
    }

    /**
     * Makes a driver.
     *
     * @param post runs an input on the session's thread, later
     */
    CallDriver(
            Call call,
            VoiceEngine engine,
            VoiceChats voiceChats,
            SessionMeters meters,
            FailureLog failures,
            Listener listener,
            Consumer<Runnable> post) {
        this.call = call;
        this.engine = engine;
        this.voiceChats = voiceChats;
        this.meters = meters;
        this.failures = failures;
        this.listener = listener;
        this.post = post;
        target = listener.target();
        signalling = new Signalling(target.toString(), () -> post.accept(() -> {}));
        troubles = new TroubleLog("Call of chat " + target, failures);
        meters.appeared(counted);
    }

    void join() {
        act(call.join());
    }

    /** Joins the voice chat in which a former process was heard. */
    void rejoin() {
        act(call.rejoin());
    }

    void leave() {
        act(call.leave());
    }

    void hangUp() {
        act(call.hangUp());
    }

    /** Tries again at once, because what was in the way may be gone. */
    void retry() {
        act(call.retry());
    }

    /** Tries again at once, because what kept the call may be gone. */
    void changed() {
        act(call.changed());
    }

    /** Tries again at once, because a request waits for the call. */
    void want() {
        call.want();
        act(call.retry());
    }

    /** Tries again at once, because a person asks. */
    void ask() {
        act(call.ask());
    }

    void changed(VoiceChatChanged news) {
        Seat seat = Seat.of(news);
        call.named(news.assistant());
        act(
                news.change() == VoiceChatChanged.Change.UNWATCHED
                        ? call.unwatched(seat, listener.rest())
                        : call.changed(seat, news.change()));
        company.changed(seat, news.change());
        noteCompany();
    }

    /** Notes a moment in which nothing is heard anyway. */
    void quiet() {
        act(call.quiet());
    }

    private void noteCompany() {
        Boolean alone = company.alone();
        if (alone != null) {
            listener.alone(alone);
        }
    }

    void connection(ConnectionState state) {
        act(call.connection(state));
    }

    void wakeUp() {
        act(call.wakeUp());
    }

    @Nullable Instant nextWake() {
        return call.nextWake();
    }

    /** Returns whether there is no call, and nothing of one is under way. */
    boolean over() {
        boolean noCall = call.state() == Call.State.IDLE || call.state() == Call.State.LEFT;
        return noCall && signalling.idle();
    }

    /** Ends the engine's call. Stays in the voice chat. */
    void end() {
        meters.vanished(counted);
        signalling.close();
        engine.stop(target.chatId());
    }

    private void act(List<CallEffect> effects) {
        meters.moved(counted, call.state());
        counted = call.state();
        for (CallEffect effect : effects) {
            switch (effect) {
                case CallEffect.Join(var attempt) -> join(attempt);
                case CallEffect.Connect(var attempt, var transport) -> connect(attempt, transport);
                case CallEffect.StopEngine() -> {
                    listener.closed();
                    engine.stop(target.chatId());
                }
                case CallEffect.LeaveVoiceChat() -> {
                    troubles.forget();
                    leaveVoiceChat();
                }
                case CallEffect.Up() -> {
                    troubles.recovered(System.nanoTime());
                    listener.up();
                }
                case CallEffect.Unheard(var time) -> listener.unheard(time);
                case CallEffect.Lost(var failure) -> {
                    listener.closed();
                    troubles.suspect(failure, System.nanoTime());
                    listener.lost(failure);
                }
                case CallEffect.Troubled(var failure, var topic) -> {
                    troubles.lasts(System.nanoTime());
                    listener.troubled(failure, topic);
                }
                case CallEffect.Gone(var failure) -> {
                    troubles.givenUp(failure, System.nanoTime());
                    listener.gone(failure);
                }
            }
        }
    }

    private void join(int attempt) {
        if (attempt > 1) {
            meters.rejoining();
        }
        ChatRef latest = listener.chat();
        boolean mayStart = listener.wantsSound() && call.mayStart();
        String payload;
        try {
            payload = engine.createCall(target.chatId());
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
                Failure failure = failures.report("Joining the voice chat of " + target, e);
                post.accept(() -> act(call.failed(attempt, failure)));
            }
        });
    }

    private void connect(int attempt, String transport) {
        try {
            engine.connect(target.chatId(), transport);
        } catch (FailureException refused) {
            act(call.failed(attempt, refused.failure()));
        }
    }

    private void leaveVoiceChat() {
        signalling.request(() -> {
            try {
                voiceChats.leave(target);
                post.accept(() -> log.info("Voice chat left"));
            } catch (Throwable e) {
                failures.report("Leaving the voice chat of " + target, e);
            }
        });
    }
}
