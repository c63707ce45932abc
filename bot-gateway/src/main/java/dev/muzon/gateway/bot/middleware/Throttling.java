package dev.muzon.gateway.bot.middleware;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.chat.Administrators;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.bot.rate.Rate;
import dev.muzon.gateway.bot.rate.SlidingWindow;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The limit of one person's commands in one chat, so that nobody drowns the answers to everybody else. The first
 * command over a limit is answered, the following ones are dropped until there is room again. The first request among
 * them is answered too, and that answer counts the others: nobody waits for a song that was never asked for. The clock is
 * monotonic: a step of the wall clock silences nobody.
 *
 * <p>An administrator's controls pass over the limit: {@code /stop} has to work at once, whatever came before it.
 */
@Component
class Throttling implements Middleware {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int PEOPLE = 100_000;

    private final ThrottlingSettings settings;
    private final Administrators administrators;
    private final HandledCommands handled;
    private final MonotonicClock time;
    private final Later later;
    private final Cache<LimitKey, Turnstile> turnstiles;

    Throttling(
            ThrottlingSettings settings,
            Administrators administrators,
            HandledCommands handled,
            MonotonicClock time,
            Later later) {
        this.settings = settings;
        this.administrators = administrators;
        this.handled = handled;
        this.time = time;
        this.later = later;
        this.turnstiles = Caffeine.newBuilder()
                .ticker(() -> Duration.between(Instant.EPOCH, time.instant()).toNanos())
                .expireAfterAccess(REMEMBERED)
                .maximumSize(PEOPLE)
                .build();
    }

    /**
     * The holder of a limit.
     *
     * @param command null for all commands together
     */
    private record LimitKey(
            long chat, long sender, @Nullable String command) {}

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        Instant now = time.instant();
        Rate own = invocation.definition().rules().rate();
        boolean request = own != null;
        Pass pass = turnstile(invocation, null, rate(invocation.sender())).enter(now, request);
        if (pass instanceof Pass.Granted && own != null) {
            pass = turnstile(invocation, invocation.definition().name(), own).enter(now, request);
        }
        if (!(pass instanceof Pass.Granted) && mayControl(invocation)) {
            return next.run(invocation);
        }
        return switch (pass) {
            case Pass.Granted() -> next.run(invocation);
            case Pass.Refused(var delay, var notice) -> {
                handled.refused(invocation.requestId());
                Instant free = now.plus(delay);
                yield notice.send(invocation, () -> tooOften(Duration.between(time.instant(), free), notice.leftOut()));
            }
            case Pass.Dropped(var notice) -> {
                handled.refused(invocation.requestId());
                if (request) {
                    notice.leaveOut(later);
                }
                yield CompletableFuture.completedFuture(null);
            }
        };
    }

    private boolean mayControl(Invocation invocation) {
        try {
            return invocation.definition().isControl()
                    && administrators.include(invocation.sender(), invocation.chat());
        } catch (FailureException _) {
            return false; // Telegram does not say. A word about that to each command of a flood would be a flood too.
        }
    }

    /** Returns the limit of a person. Anonymous administrators share one identity, and so a wider limit. */
    private Rate rate(Sender sender) {
        Rate rate = settings.commands();
        return sender.kind() == Sender.Kind.USER ? rate : new Rate(rate.count() * settings.shared(), rate.per());
    }

    private Turnstile turnstile(Invocation invocation, @Nullable String command, Rate rate) {
        var key = new LimitKey(invocation.chat().id(), invocation.sender().id(), command);
        return turnstiles.get(key, _ -> new Turnstile(rate));
    }

    /** Names no time when it has passed until the answer leaves, and no number while it is one. */
    private static Failure tooOften(Duration left, int leftOut) {
        var values = new HashMap<String, FailureArgument>();
        if (left.isPositive()) {
            values.put("seconds", FailureArgument.of(left));
        }
        if (leftOut > 1) {
            values.put("count", FailureArgument.count(leftOut));
        }
        return Failure.of(FailureCode.TOO_OFTEN, "over the limit of commands", values);
    }

    /** The answer of a turnstile. */
    private sealed interface Pass {
        record Granted() implements Pass {}

        /**
         * Over the limit, and told so.
         *
         * @param delay until there is room again
         */
        record Refused(Duration delay, LeftOut notice) implements Pass {}

        /**
         * Over the limit again, after the person was told.
         *
         * @param notice that told them
         */
        record Dropped(LeftOut notice) implements Pass {}
    }

    /** One person's limit, and whether they know that they reached it, and that a request was dropped. */
    private static final class Turnstile {
        private final SlidingWindow window;
        private @Nullable LeftOut told;
        private @Nullable LeftOut toldOfRequest;

        Turnstile(Rate rate) {
            this.window = new SlidingWindow(rate);
        }

        synchronized Pass enter(Instant now, boolean request) {
            Duration wait = Duration.between(now, window.next(now));
            if (!wait.isPositive()) {
                window.take(now);
                told = null;
                toldOfRequest = null;
                return new Pass.Granted();
            }
            LeftOut before = request ? toldOfRequest : told;
            if (before != null) {
                return new Pass.Dropped(before);
            }
            var notice = new LeftOut();
            told = notice;
            toldOfRequest = request ? notice : toldOfRequest;
            return new Pass.Refused(wait, notice);
        }
    }
}
