package dev.muzon.gateway.bot.middleware;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.chat.Administrators;
import dev.muzon.gateway.bot.command.CommandDefinition;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The limits of one person's commands in one chat, so that nobody drowns the answers to everybody else. The first
 * command over a limit is answered, and that answer counts all that are left out after it, whichever limit they meet:
 * nobody waits for a song that was never asked for. The clock is monotonic: a step of the wall clock silences nobody.
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
    private final Cache<Person, Turnstile> turnstiles;

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

    private record Person(long chat, long sender) {}

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        Instant now = time.instant();
        Turnstile turnstile = turnstiles.get(
                new Person(invocation.chat().id(), invocation.sender().id()),
                _ -> new Turnstile(settings.commands(), people(invocation.sender())));
        Pass pass = turnstile.enter(now, invocation.definition());
        if (pass instanceof Pass.Granted) {
            return next.run(invocation);
        }
        if (mayControl(invocation)) {
            turnstile.passedOver(pass);
            return next.run(invocation);
        }
        handled.refused(invocation.requestId());
        invocation.leaveOut();
        return switch (pass) {
            case Pass.Refused(var notice) ->
                notice.send(
                        invocation, () -> tooOften(Duration.between(time.instant(), notice.free()), notice.leftOut()));
            case Pass.Dropped(var notice) -> {
                notice.leaveOut(later);
                yield CompletableFuture.completedFuture(null);
            }
            case Pass.Granted() -> next.run(invocation);
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

    /** Returns how many people may speak by the name. Anonymous administrators share one, and so have wider limits. */
    private int people(Sender sender) {
        return sender.kind() == Sender.Kind.USER ? 1 : settings.shared();
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

        /** Over a limit, and told so. */
        record Refused(LeftOut notice) implements Pass {}

        /**
         * Over a limit again, after the person was told.
         *
         * @param notice that told them
         */
        record Dropped(LeftOut notice) implements Pass {}
    }

    /** One person's limits, and the notice that tells that they reached one. It holds until each of them has room. */
    private static final class Turnstile {
        private final int people;
        private final SlidingWindow all;
        private final Map<String, SlidingWindow> own = new HashMap<>();
        private @Nullable LeftOut told;

        Turnstile(Rate rate, int people) {
            this.people = people;
            this.all = window(rate);
        }

        private SlidingWindow window(Rate rate) {
            return new SlidingWindow(new Rate(rate.count() * people, rate.per()));
        }

        /** Lets a command pass. One that its own limit refuses counts among all commands nevertheless. */
        synchronized Pass enter(Instant now, CommandDefinition command) {
            Rate rate = command.rules().rate();
            Instant free = all.next(now);
            if (!free.isAfter(now)) {
                all.take(now);
            }
            if (rate != null && !free.isAfter(now)) {
                SlidingWindow window = own.computeIfAbsent(command.name(), _ -> window(rate));
                free = window.next(now);
                if (!free.isAfter(now)) {
                    window.take(now);
                }
            }
            return free.isAfter(now) ? refused(free, now) : new Pass.Granted();
        }

        private Pass refused(Instant free, Instant now) {
            LeftOut before = told;
            if (before != null && before.free().isAfter(now)) {
                before.until(free);
                return new Pass.Dropped(before);
            }
            var notice = new LeftOut(free);
            told = notice;
            return new Pass.Refused(notice);
        }

        /** Takes a notice back that nobody will read, because the command is obeyed after all. */
        synchronized void passedOver(Pass pass) {
            if (pass instanceof Pass.Refused(var notice) && told == notice) {
                told = null;
            }
        }
    }
}
