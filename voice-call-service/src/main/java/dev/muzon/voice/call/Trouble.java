package dev.muzon.voice.call;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The trouble of a call: its cause, its beginning, and the causes that the chat was told. Causes that people can remove
 * are told one by one. All others are one to people: something that passes by itself.
 */
final class Trouble {
    private static final Set<FailureCode> OF_ASSISTANTS =
            EnumSet.of(FailureCode.NO_ASSISTANT, FailureCode.ASSISTANT_STARTING);

    /** Causes that do not pass within seconds. Only people remove them, and the bot has done its part. */
    private static final Set<FailureCode> LASTING = EnumSet.of(
            FailureCode.ASSISTANT_BANNED,
            FailureCode.ASSISTANT_CANNOT_JOIN,
            FailureCode.INVITE_RIGHT_MISSING,
            FailureCode.VOICE_CHAT_RIGHTS_MISSING);

    /** Longest pause in trouble that may be over at any moment without news. With the join the sound is back within 2 s. */
    private static final Duration PROMPT = Duration.ofMillis(1200);

    /** Most trouble is over by then. What lasts longer is not worth asking Telegram about every second. */
    private static final Duration PROMPT_FOR = Duration.ofSeconds(30);

    private final CallRules rules;
    private final MonotonicClock clock;
    private final BackoffSequence prompt;
    private final BackoffSequence passing;
    private final BackoffSequence waiting;
    private final Set<FailureCode> told = EnumSet.noneOf(FailureCode.class);

    private @Nullable Instant since;
    private @Nullable Failure cause;
    private boolean awaited;

    Trouble(CallRules rules, MonotonicClock clock, RandomGenerator random) {
        this.rules = rules;
        this.clock = clock;
        prompt = prompt(rules.backoff()).start(random);
        passing = rules.backoff().start(random);
        waiting = rules.patience().start(random);
    }

    private static Backoff prompt(Backoff backoff) {
        Duration longest = backoff.first().compareTo(PROMPT) > 0 ? backoff.first() : PROMPT;
        return backoff.longest().compareTo(longest) < 0
                ? backoff
                : new Backoff(backoff.first(), longest, backoff.jitter());
    }

    /** Counts from now, because a request waits for the call from now on. */
    void expect() {
        clear();
        since = clock.instant();
        awaited = true;
    }

    /** Counts from now once more, because a person asks. What Telegram lets us wait for is still the cause. */
    void askedAbout() {
        Failure kept = mustWait() ? cause : null;
        expect();
        cause = kept;
    }

    /** Counts from now once more, because something has changed. The first attempt may still see what was before. */
    void expectChange() {
        askedAbout();
        awaited = false;
    }

    /** Forgets everything, because sound gets through or nobody waits for it. */
    void clear() {
        since = null;
        awaited = false;
        cause = null;
        told.clear();
        hurry();
    }

    /** Makes the next pauses the shortest ones. */
    void hurry() {
        prompt.succeeded();
        passing.succeeded();
        waiting.succeeded();
    }

    /** Counts from the next cause on. A mute before it may have lasted for long, and is nothing to give up for. */
    void connectionBroke() {
        since = null;
    }

    /** Notes what is wrong now. */
    void note(Failure failure) {
        since = since == null ? clock.instant() : since;
        cause = failure;
    }

    /** Notes that the cause may be gone. */
    void ease() {
        cause = null;
    }

    /** Returns whether Telegram asked for a pause, which no news may cut short. */
    boolean mustWait() {
        return cause instanceof Failure.FloodWait;
    }

    /** Returns the pause before the next attempt. */
    Duration pause(Failure failure) {
        if (failure instanceof Failure.UserError) {
            return waiting.failed(failure);
        }
        return (lasts(PROMPT_FOR) ? passing : prompt).failed(failure);
    }

    boolean tooLong() {
        return lasts(rules.giveUpAfter());
    }

    private boolean lasts(Duration time) {
        return since != null && !clock.instant().isBefore(since.plus(time));
    }

    /** Returns when the chat has to be told, null when there is nothing new to tell. */
    @Nullable Instant tellAt() {
        if (since == null || cause == null || told.contains(topic(cause))) {
            return null;
        }
        return awaited && LASTING.contains(cause.code()) ? since : since.plus(rules.tellAfter());
    }

    /** Returns the cause that has to be told now, once. */
    @Nullable Failure takeDue() {
        Instant due = tellAt();
        Failure untold = cause;
        if (untold == null || due == null || clock.instant().isBefore(due)) {
            return null;
        }
        told.add(topic(untold));
        return untold;
    }

    /** Returns what people take a cause for. */
    static FailureCode topic(Failure failure) {
        boolean itself = failure instanceof Failure.UserError || OF_ASSISTANTS.contains(failure.code());
        return itself ? failure.code() : FailureCode.INTERNAL_TRANSIENT;
    }
}
