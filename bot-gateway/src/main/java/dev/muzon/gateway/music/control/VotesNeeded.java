package dev.muzon.gateway.music.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The number of votes that skip a track. In a small group most of the people suffice, elsewhere three. */
@Component
class VotesNeeded {
    /** Two friends must not rule a group. */
    static final int MOST = 3;

    /** One person alone does not decide for others. */
    private static final int FEWEST = 2;

    /** This bot, and the account that plays in the voice chat. */
    private static final int NO_PEOPLE = 2;

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int CHATS = 10_000;

    private final BotApi api;
    private final FailureLog failures;
    private final Cache<Long, Integer> known;

    VotesNeeded(BotApi api, Ticker ticker, FailureLog failures) {
        this.api = api;
        this.failures = failures;
        this.known = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .maximumSize(CHATS)
                .build();
    }

    /** Returns the number for a group, {@value #MOST} for one of which Telegram tells nothing. */
    int in(long chat) {
        return known.get(chat, this::asked);
    }

    private int asked(long chat) {
        try {
            return of(api.memberCount(chat));
        } catch (RuntimeException e) {
            failures.report("members of chat " + chat, e);
            return MOST;
        }
    }

    private static int of(int members) {
        int people = members - NO_PEOPLE;
        return Math.clamp(people / 2 + 1, FEWEST, MOST);
    }
}
