package dev.muzon.gateway.access;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Membership;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Who administers which chat: asked of Telegram, remembered for a moment, corrected by its updates. */
@Component
public class Admins {
    private static final Duration REMEMBERED = Duration.ofSeconds(60);

    private final ConcurrentHashMap<Member, Known> known = new ConcurrentHashMap<>();
    private final BotApi api;
    private final Clock clock;

    public Admins(BotApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    private record Member(long chatId, long userId) {}

    private record Known(boolean admin, Instant until) {}

    /** @throws dev.muzon.protocol.failure.FailureException when Telegram does not say */
    boolean includes(long chatId, long userId) {
        var member = new Member(chatId, userId);
        Known it = known.get(member);
        if (it == null || !it.until().isAfter(clock.instant())) {
            it = remember(member, api.membership(chatId, userId));
        }
        return it.admin();
    }

    /** Somebody became something else. */
    public void changed(Incoming.MemberChange change) {
        remember(new Member(change.chat().id(), change.userId()), change.membership());
    }

    private Known remember(Member member, Membership membership) {
        var it = new Known(
                membership == Membership.ADMINISTRATOR, clock.instant().plus(REMEMBERED));
        known.put(member, it);
        return it;
    }

    @Scheduled(fixedDelay = 300_000)
    void forgetOld() {
        Instant now = clock.instant();
        known.values().removeIf(it -> !it.until().isAfter(now));
    }
}
