package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.bot.update.Leadership;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.AccountView;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The watch over the accounts: operators hear once of each that Telegram logged out, before music is missed. */
@Component
class AccountAlarm {
    private static final Logger log = LoggerFactory.getLogger(AccountAlarm.class);

    private final Assistants assistants;
    private final LogGroup operators;
    private final Leadership leadership;
    private Set<String> told = Set.of();

    AccountAlarm(Assistants assistants, LogGroup operators, Leadership leadership) {
        this.assistants = assistants;
        this.operators = operators;
        this.leadership = leadership;
    }

    /** Looks at the accounts. One that was logged in again can be lost again, and is told again then. */
    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    synchronized void look() {
        if (!leadership.held()) {
            return;
        }
        try {
            Set<String> lost = assistants.all().stream()
                    .filter(AccountAlarm::isLost)
                    .map(AccountView::id)
                    .collect(Collectors.toSet());
            var news = new HashSet<>(lost);
            news.removeAll(told);
            told = lost;
            news.forEach(operators::loggedOut);
        } catch (FailureException e) {
            log.debug("Accounts are not known: {}", e.getMessage()); // those who need them report that
        }
    }

    private static boolean isLost(AccountView account) {
        return account.failure() != null && account.failure().code() == FailureCode.SESSION_LOST;
    }
}
