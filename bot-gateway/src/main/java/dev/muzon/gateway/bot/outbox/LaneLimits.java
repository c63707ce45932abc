package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.bot.rate.Rate;
import dev.muzon.gateway.bot.rate.SlidingWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Telegram's limits of one chat. The 20 a minute in a group are shared out: new decoration gets the first quarter,
 * progress the first three fifths, answers all but a fifth, and that fifth is kept for the card and for outcomes. Once half is used, what can leave together
 * keeps a distance, so that in haste nobody waits long for the next message. Not thread-safe.
 */
final class LaneLimits {
    private static final int STATE_SHARE = 5;
    private static final int DECORATION_SHARE = 4;

    /** In fifths. A card alone takes a quarter, so that seven messages a minute do not stop it. */
    private static final int PROGRESS_SHARE = 3;

    /** People do not mind a card that follows its player after this time. */
    private static final Duration REDRAWN = Duration.ofSeconds(3);

    private final OutboxProperties settings;
    private final SlidingWindow overall;
    private final SlidingWindow second;
    private final @Nullable SlidingWindow minute;
    private final SlidingWindow answers;
    private final Map<Delivery.Kind, Instant> blocked = new EnumMap<>(Delivery.Kind.class);
    private @Nullable Instant slot;

    LaneLimits(long chatId, OutboxProperties settings, SlidingWindow overall) {
        this.settings = settings;
        this.overall = overall;
        this.second = new SlidingWindow(settings.chat());
        this.minute = chatId < 0 ? new SlidingWindow(settings.group()) : null;
        this.answers = new SlidingWindow(answers(settings.group()));
    }

    /** Returns when a delivery may happen as far as this chat is concerned. */
    Instant free(Delivery delivery, Instant now) {
        Instant free = second.next(now);
        if (minute != null && delivery.kind() != Delivery.Kind.DELETE) {
            boolean patient = delivery.patient();
            boolean reserved = delivery.priority().isReserved();
            free = later(free, patient && reserved ? paced(delivery, minute, now) : minute.next(now));
            if (!reserved) {
                free = later(free, patient ? answers.paced(now, settings.group().per()) : answers.next(now));
            }
        }
        return later(free, blocked.getOrDefault(delivery.kind(), now));
    }

    /** Returns when a redrawn card may leave. Its distance to others ends where keeping it would make it useless. */
    private Instant paced(Delivery delivery, SlidingWindow minute, Instant now) {
        Instant paced = minute.paced(now, redrawn(now));
        Instant end = delivery.uselessAfter();
        return end == null || !paced.isAfter(end) ? paced : minute.next(now);
    }

    /** Returns the distance that redrawn cards keep, longer in the last quarter, so that answers find room. */
    private Duration redrawn(Instant now) {
        return used(4, 3, now) ? REDRAWN.multipliedBy(4) : REDRAWN;
    }

    private static Rate answers(Rate group) {
        return new Rate(Math.max(1, group.count() - group.count() / STATE_SHARE), group.per());
    }

    /** Returns when this chat's turn comes among all chats. The turn is kept until it is {@link #take taken}. */
    Instant turn(Instant now) {
        Instant reserved = slot;
        if (reserved == null) {
            reserved = overall.reserve(now);
            slot = reserved;
        }
        return reserved;
    }

    /** Returns whether this chat and all chats together have room for what may be left out. */
    boolean leisure(Delivery.Kind kind, Instant now) {
        return !(kind == Delivery.Kind.EDIT ? used(5, PROGRESS_SHARE, now) : used(DECORATION_SHARE, now))
                && second.recent(now) < settings.chat().count() - 1
                && !blocked.getOrDefault(kind, now).isAfter(now)
                && 2 * overall.recent(now) < settings.overall().count();
    }

    boolean halfUsed(Instant now) {
        return used(2, now);
    }

    private boolean used(int share, Instant now) {
        return used(share, 1, now);
    }

    private boolean used(int share, int of, Instant now) {
        return minute != null
                && share * minute.recent(now) >= of * settings.group().count();
    }

    void take(Delivery delivery, Instant now) {
        slot = null;
        second.take(now);
        if (minute != null && delivery.kind() != Delivery.Kind.DELETE) {
            minute.take(now);
            if (!delivery.priority().isReserved()) {
                answers.take(now);
            }
        }
    }

    /** Counts from Telegram's answer: nobody knows better when it counted the call. */
    void landed(Delivery delivery, Instant now) {
        second.moveLast(now);
        if (minute != null && delivery.kind() != Delivery.Kind.DELETE) {
            minute.moveLast(now);
            if (!delivery.priority().isReserved()) {
                answers.moveLast(now);
            }
        }
    }

    /** Takes back what was taken last, for a delivery that Telegram never heard of. */
    void giveBack(Delivery delivery) {
        second.giveBack();
        if (minute != null && delivery.kind() != Delivery.Kind.DELETE) {
            minute.giveBack();
            if (!delivery.priority().isReserved()) {
                answers.giveBack();
            }
        }
    }

    /** Returns when this chat was told something within the windows that its limits look at. */
    List<Instant> spent(Instant now) {
        return minute == null ? second.taken(now) : minute.taken(now);
    }

    /** Notes what another replica told this chat, oldest first. */
    void inherit(List<Instant> spent) {
        Instant last = spent(Instant.MIN).stream().reduce(Instant.MIN, LaneLimits::later);
        for (Instant when : spent.stream().filter(it -> it.isAfter(last)).toList()) {
            takeAside(when);
        }
    }

    /** Returns when a message may leave past the lane. */
    Instant freeAside(Instant now) {
        Instant free = later(second.next(now), blocked.getOrDefault(Delivery.Kind.SEND, now));
        return minute == null ? free : later(free, later(minute.next(now), answers.next(now)));
    }

    /** Counts a message that leaves past the lane. */
    void takeAside(Instant when) {
        second.take(when);
        if (minute != null) {
            minute.take(when);
            answers.take(when);
        }
    }

    void block(Delivery.Kind kind, Instant until) {
        blocked.merge(kind, until, LaneLimits::later);
    }

    boolean forgettable(Instant now) {
        return second.forgettable(now)
                && (minute == null || minute.forgettable(now))
                && blocked.values().stream().noneMatch(until -> until.isAfter(now));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
