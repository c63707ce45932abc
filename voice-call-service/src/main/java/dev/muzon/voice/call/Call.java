package dev.muzon.voice.call;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.player.CallTarget;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.voice.engine.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one chat's call. Every input is a method that changes the state and returns what has to be done.
 *
 * <p>After {@link #join} it is JOINING until signalling brings the transport answer, then CONNECTING until the engine
 * reports CONNECTED. When the server stops answering it is CONNECTING again, and the engine may bring the same connection
 * back. Trouble on the way or later makes it RECONNECTING: the engine's call is dropped, and after a backoff
 * the call joins again with a new payload, since payloads are never reused. What a person has to fix first (no voice
 * chat, no rights) is tried again too, with longer pauses, and at once after {@link #retry news}. The call is LEFT when
 * the trouble or a mute lasts too long, when the voice chat ends, when the assistant is removed, and after
 * {@link #leave}. A CONNECTED call whose assistant is {@link #unwatched} joins again in a {@link #quiet} moment.
 *
 * <p>Every state that waits has a deadline: a CONNECTED can get lost, an answer may never come. Not thread-safe.
 */
public final class Call {
    /** The states of a call. */
    public enum State {
        IDLE,
        JOINING,
        CONNECTING,
        CONNECTED,
        RECONNECTING,
        LEFT
    }

    /** A track that ends within this time is waited for. What is done at its border is hardly heard. */
    private static final Duration BORDER_NEAR = Duration.ofMinutes(3);

    /** The pause before a renewal, drawn for each call: one restart of the assistant concerns the calls of many chats. */
    private static final Duration RENEWAL_SOONEST = Duration.ofSeconds(5);

    private static final Duration RENEWAL_LATEST = Duration.ofSeconds(30);

    /**
     * Time that passes at most from the last answer of a server to the engine's report that it is away. libwebrtc asks
     * it every 2.5 s and misses the answers for 5 s, looking every half a second.
     */
    static final Duration NOTICED_AFTER = Duration.ofSeconds(8);

    private final CallCauses causes;
    private final CallRules rules;
    private final MonotonicClock clock;
    private final RandomGenerator random;
    private final Trouble trouble;
    private final Seats seats = new Seats();
    private final List<CallEffect> effects = new ArrayList<>();

    private State state = State.IDLE;
    private int attempt;
    private boolean mayStart = true;
    private @Nullable Instant deadline;
    private boolean hastened;

    /** The latest moment at which the call joins again. Null while the assistant hears what happens to it. */
    private @Nullable Instant renewal;

    public Call(CallTarget target, CallRules rules, MonotonicClock clock, RandomGenerator random) {
        causes = new CallCauses(target);
        this.rules = rules;
        this.clock = clock;
        this.random = random;
        trouble = new Trouble(rules, clock, random);
    }

    public State state() {
        return state;
    }

    /** Returns whether an answer to this attempt still matters. */
    public boolean expects(int answered) {
        return state == State.JOINING && answered == attempt;
    }

    /** Begins, unless there is a call already. */
    public List<CallEffect> join() {
        if (state == State.IDLE || state == State.LEFT) {
            seats.forget();
            mayStart = true;
            trouble.expect();
            begin();
        }
        return drained();
    }

    /**
     * Begins where a former process was heard. Its voice chat is joined again, and no other one is started: an admin may
     * have ended it meanwhile.
     */
    public List<CallEffect> rejoin() {
        if (state == State.IDLE || state == State.LEFT) {
            List<CallEffect> begun = join();
            seats.inherit();
            mayStart = false;
            return begun;
        }
        return join();
    }

    /** Returns whether this attempt may start a voice chat where none is on. */
    public boolean mayStart() {
        return mayStart;
    }

    /** Notes that a person wants music, for which a voice chat may be started. */
    public void want() {
        mayStart = true;
    }

    /** Notes the audio source of the payload that this attempt joins with. */
    public void offered(int offering, @Nullable Integer source) {
        if (expects(offering)) {
            seats.offered(source);
        }
    }

    /** Tries again at once, because what was in the way may be gone. Telegram's own waits are kept. */
    public List<CallEffect> retry() {
        seats.forget();
        if (state == State.RECONNECTING && !trouble.mustWait()) {
            trouble.hurry();
            begin();
        } else if (state == State.JOINING) {
            // This attempt may have begun before the news.
            hastened = true;
        }
        return drained();
    }

    /** Tries again at once, because a person asks. They are told once more what keeps the call from being heard. */
    public List<CallEffect> ask() {
        want();
        if (tries()) {
            trouble.askedAbout();
        }
        return retry();
    }

    /** Tries again at once, because what kept the call may be gone. What was wrong before the news is not told. */
    public List<CallEffect> changed() {
        if (tries()) {
            trouble.expectChange();
        }
        return retry();
    }

    private boolean tries() {
        return state == State.JOINING || state == State.RECONNECTING;
    }

    /**
     * Notes that signalling answered. An answer that nobody waits for any more is undone when the call was left
     * meanwhile.
     */
    public List<CallEffect> joined(int answered, VoiceChatJoined answer) {
        if (expects(answered)) {
            state = State.CONNECTING;
            VoiceChatChanged.Change end = seats.take(answer);
            mayStart = true;
            causes.of(answer);
            trouble.ease();
            if (end == null) {
                deadline = clock.instant().plus(rules.connectTimeout());
                effects.add(new CallEffect.Connect(attempt, answer.transport()));
            } else {
                changed(end);
            }
        } else if (state == State.LEFT) {
            effects.add(new CallEffect.LeaveVoiceChat());
        }
        return drained();
    }

    /** Notes that creating, joining or connecting failed. */
    public List<CallEffect> failed(int answered, Failure failure) {
        if (answered == attempt && (state == State.JOINING || state == State.CONNECTING)) {
            trouble(failure);
        }
        return drained();
    }

    /** Notes what the engine reports. */
    public List<CallEffect> connection(ConnectionState connection) {
        if (state == State.CONNECTING && connection == ConnectionState.CONNECTED) {
            state = State.CONNECTED;
            heardOrMuted();
        } else if (state == State.CONNECTED && connection == ConnectionState.CONNECTING) {
            interrupted(causes.silent());
        } else if (CallCauses.isEnd(connection) && (state == State.CONNECTING || state == State.CONNECTED)) {
            trouble(causes.reported(connection, state == State.CONNECTED));
        }
        return drained();
    }

    /** Notes how people know the assistant of the next news, where no join has told it yet. */
    public void named(@Nullable String assistant) {
        causes.named(assistant);
    }

    /**
     * Notes what Telegram reports. A change of another seat than the current one is stale. A change can come even before
     * the answer to our join: a mute when new participants are muted, or an end. It is kept until the answer names our
     * seat. An end can also come after the connection was lost by it.
     */
    public List<CallEffect> changed(Seat changed, VoiceChatChanged.Change change) {
        boolean waits = tries();
        boolean mute = change == VoiceChatChanged.Change.MUTED || change == VoiceChatChanged.Change.UNMUTED;
        if (seats.isTaken(changed) && !mute) {
            changed(change);
        } else if (seats.isTaken(changed)) {
            if (seats.muteChanges(changed, change) && state == State.CONNECTED) {
                heardOrMuted();
            }
        } else if (waits && seats.mayBeLost(changed) && isEnd(change)) {
            changed(change);
        } else if (state == State.JOINING) {
            seats.early(changed, change);
        }
        return drained();
    }

    private void changed(VoiceChatChanged.Change change) {
        switch (change) {
            case REJOIN_NEEDED -> trouble(causes.dropped());
            case ENDED -> gone(causes.ended());
            case REMOVED -> gone(causes.removed());
            case MUTED, UNMUTED, ALONE, ACCOMPANIED, UNWATCHED -> {} // the connection stays
        }
    }

    /**
     * Notes that the assistant hears no longer what happens to it there. Only another join brings that back, so the call
     * joins again when that costs no sound, and at the latest within seconds or at the end of the track.
     *
     * @param rest how long the current track lasts, null when none is heard or nobody can say
     */
    public List<CallEffect> unwatched(Seat seat, @Nullable Duration rest) {
        if (seats.isTaken(seat)) {
            boolean borderComes = rest != null && rest.compareTo(BORDER_NEAR) < 0;
            Instant from = borderComes ? clock.instant().plus(rest) : clock.instant();
            renewal = from.plusMillis(random.nextLong(RENEWAL_SOONEST.toMillis(), RENEWAL_LATEST.toMillis()));
            if (state == State.CONNECTED) {
                setDeadline();
            }
        }
        return drained();
    }

    /** Notes a moment in which nothing is heard anyway. A call that has to join again does so now. */
    public List<CallEffect> quiet() {
        if (state == State.CONNECTED && renewal != null) {
            renew();
        }
        return drained();
    }

    /** Joins again without telling anybody, because nothing is wrong. An admin may end the voice chat meanwhile. */
    private void renew() {
        effects.add(new CallEffect.StopEngine());
        settle(State.RECONNECTING);
        mayStart = false;
        begin();
    }

    private static boolean isEnd(VoiceChatChanged.Change change) {
        return change == VoiceChatChanged.Change.ENDED || change == VoiceChatChanged.Change.REMOVED;
    }

    /** Ends the call because we want to. A former process may have joined where this one has not. */
    public List<CallEffect> leave() {
        if (state == State.IDLE) {
            effects.add(new CallEffect.LeaveVoiceChat());
            settle(State.LEFT);
            return drained();
        }
        if (state != State.LEFT) {
            effects.add(new CallEffect.StopEngine());
            effects.add(new CallEffect.LeaveVoiceChat());
            settle(State.LEFT);
            trouble.clear();
        }
        return drained();
    }

    /** Ends the connection and stays in the voice chat, where another call goes on. */
    public List<CallEffect> hangUp() {
        if (state != State.IDLE && state != State.LEFT) {
            effects.add(new CallEffect.StopEngine());
            settle(State.LEFT);
            trouble.clear();
        }
        return drained();
    }

    /** Returns when {@link #wakeUp()} has something to do if nothing happens before, null when never. */
    public @Nullable Instant nextWake() {
        Instant telling = trouble.tellAt();
        if (telling == null || deadline == null) {
            return telling == null ? deadline : telling;
        }
        return telling.isBefore(deadline) ? telling : deadline;
    }

    /** Does what is due. */
    public List<CallEffect> wakeUp() {
        Instant due = deadline;
        if (due != null && !clock.instant().isBefore(due)) {
            switch (state) {
                case JOINING -> trouble(CallCauses.notJoined(rules.joinTimeout()));
                case CONNECTING -> trouble(causes.notConnected(rules.connectTimeout()));
                case RECONNECTING -> begin();
                case CONNECTED -> {
                    if (renewal == null) {
                        giveUp(causes.muted());
                    } else {
                        renew();
                    }
                }
                case IDLE, LEFT -> throw new IllegalStateException(state + " has no deadline");
            }
        }
        tellIfDue();
        return drained();
    }

    private void begin() {
        state = State.JOINING;
        attempt++;
        hastened = false;
        seats.begin();
        deadline = clock.instant().plus(rules.joinTimeout());
        effects.add(new CallEffect.Join(attempt));
    }

    /** Waits for the engine to get the same connection back. What was sent since the server's last answer is lost. */
    private void interrupted(Failure failure) {
        trouble.connectionBroke();
        trouble.note(failure);
        state = State.CONNECTING;
        deadline = clock.instant().plus(rules.connectTimeout());
        if (!seats.muted()) {
            effects.add(new CallEffect.Unheard(NOTICED_AFTER));
        }
        effects.add(new CallEffect.Lost(failure));
    }

    private void trouble(Failure failure) {
        if (state == State.CONNECTED) {
            trouble.connectionBroke();
        }
        trouble.note(failure);
        if (trouble.tooLong()) {
            giveUp(failure);
            return;
        }
        if (hastened) {
            hastened = false;
            trouble.hurry();
        }
        effects.add(new CallEffect.StopEngine());
        effects.add(new CallEffect.Lost(failure));
        settle(State.RECONNECTING);
        deadline = clock.instant().plus(trouble.pause(failure));
        tellIfDue();
    }

    private void giveUp(Failure failure) {
        gone(failure);
        effects.add(new CallEffect.LeaveVoiceChat());
    }

    private void tellIfDue() {
        Failure due = trouble.takeDue();
        if (due != null) {
            effects.add(new CallEffect.Troubled(due, Trouble.topic(due)));
        }
    }

    private void gone(Failure failure) {
        effects.add(new CallEffect.StopEngine());
        settle(State.LEFT);
        trouble.clear();
        effects.add(new CallEffect.Gone(failure));
    }

    private void settle(State rest) {
        state = rest;
        deadline = null;
        renewal = null;
        seats.leave();
    }

    /** Goes on unless an admin muted the assistant. Nobody hears it then, so the position has to wait. */
    private void heardOrMuted() {
        setDeadline();
        if (seats.muted()) {
            Failure muted = causes.muted();
            trouble.note(muted);
            effects.add(new CallEffect.Lost(muted));
            tellIfDue();
        } else {
            trouble.clear();
            effects.add(new CallEffect.Up());
        }
    }

    private void setDeadline() {
        if (seats.muted()) {
            deadline = clock.instant().plus(renewal == null ? rules.giveUpAfter() : Duration.ZERO);
        } else {
            deadline = renewal;
        }
    }

    private List<CallEffect> drained() {
        List<CallEffect> out = List.copyOf(effects);
        effects.clear();
        return out;
    }
}
