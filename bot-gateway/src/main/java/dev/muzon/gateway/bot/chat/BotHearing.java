package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.bot.command.Hearing;
import dev.muzon.gateway.telegram.BotAccount;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.protocol.failure.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The hearing that the bot's own account and its rights give it. */
@Component
class BotHearing implements Hearing {
    private static final Logger log = LoggerFactory.getLogger(BotHearing.class);

    private final BotAccount account;
    private final Administrators administrators;

    BotHearing(BotAccount account, Administrators administrators) {
        this.account = account;
        this.administrators = administrators;
    }

    @Override
    public boolean isWhole(Conversation chat) {
        try {
            return account.identity().hearsEverything() || (!chat.isPrivate() && administrators.includeBot(chat));
        } catch (FailureException e) {
            log.debug("Rights of the bot in chat {} are unknown: {}", chat.id(), e.getMessage());
            return false;
        }
    }
}
