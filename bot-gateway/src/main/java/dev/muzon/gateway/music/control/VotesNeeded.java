package dev.muzon.gateway.music.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The number of votes that skip a track. In a small group most of the people suffice, elsewhere three. */
@Component
class VotesNeeded {
    /** Two friends must not rule a group. */
    static final int MOST = 3;

    /** One person alone does not decide for others. */
    private static final int FEWEST = 2;

    /** Accounts of ours that are looked for. Each one is a question to Telegram. */
    private static final int LOOKED_FOR = 3;

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int CHATS = 10_000;

    private final BotApi api;
    private final Assistants assistants;
    private final FailureLog failures;
    private final Cache<Long, Integer> known;

    VotesNeeded(BotApi api, Assistants assistants, Ticker ticker, FailureLog failures) {
        this.api = api;
        this.assistants = assistants;
        this.failures = failures;
        this.known = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .maximumSize(CHATS)
                .build();
    }

    /** Returns the number for a group, {@value #MOST} for one of which Telegram tells nothing. */
    int in(long chat) {
        @Nullable Integer before = known.getIfPresent(chat);
        if (before != null) {
            return before;
        }
        // Telegram is not asked inside the cache, where other chats would wait for it.
        int needed = asked(chat);
        known.put(chat, needed);
        return needed;
    }

    private int asked(long chat) {
        try {
            int people = api.memberCount(chat) - 1;
            return needed(people - LOOKED_FOR) == MOST ? MOST : needed(people - assistantsIn(chat));
        } catch (RuntimeException e) {
            failures.report("members of chat " + chat, e);
            return MOST;
        }
    }

    /** Counts the accounts that play music and are members of a chat, one when nobody tells. */
    private int assistantsIn(long chat) {
        try {
            return (int) assistants.musicians().stream()
                    .flatMap(account -> Stream.ofNullable(account.userId()))
                    .limit(LOOKED_FOR)
                    .filter(user -> api.membership(chat, user).isInside())
                    .count();
        } catch (FailureException e) {
            failures.report("assistants in chat " + chat, e);
            return 1;
        }
    }

    private static int needed(int people) {
        return Math.clamp(people / 2 + 1, FEWEST, MOST);
    }
}
