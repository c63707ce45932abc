package dev.muzon.gateway.telegram;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The bot's own account, asked for once, and again when it may have been renamed. */
@Component
public class BotAccount {
    private static final Logger log = LoggerFactory.getLogger(BotAccount.class);

    /** Between two looks at the name. Groups with several bots call other names all the time. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BotApi api;
    private final Ticker ticker;
    private final AtomicLong lookedAt;
    private volatile @Nullable BotIdentity identity;

    public BotAccount(BotApi api, Ticker ticker) {
        this.api = api;
        this.ticker = ticker;
        this.lookedAt = new AtomicLong(ticker.read());
    }

    /** Returns the bot's user id without asking anybody. */
    public long id() {
        return api.id();
    }

    /** Asks Telegram until it has answered once. */
    public BotIdentity identity() {
        BotIdentity known = identity;
        if (known == null) {
            known = api.me();
            identity = known;
        }
        return known;
    }

    /**
     * Returns whether the bot goes by this username. A name that it does not know may be its new one, so Telegram is
     * asked again, at most once a minute.
     *
     * @param username without {@code @}, in any case
     */
    public boolean isCalled(String username) {
        if (identity().username().equalsIgnoreCase(username)) {
            return true;
        }
        lookAgain();
        return identity().username().equalsIgnoreCase(username);
    }

    private void lookAgain() {
        long before = lookedAt.get();
        long now = ticker.read();
        if (now - before < PATIENCE.toNanos() || !lookedAt.compareAndSet(before, now)) {
            return;
        }
        try {
            identity = api.me();
        } catch (FailureException e) {
            log.debug("Name of the bot stays as it was known: {}", e.getMessage());
        }
    }
}
