package dev.muzon.gateway.telegram;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The bot's own account, asked for once. */
@Component
public class BotAccount {
    private final BotApi api;
    private volatile @Nullable BotIdentity identity;

    public BotAccount(BotApi api) {
        this.api = api;
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
}
