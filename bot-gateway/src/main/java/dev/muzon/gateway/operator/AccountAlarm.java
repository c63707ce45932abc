package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.bot.later.Afterwards;
import dev.muzon.gateway.bot.update.Leadership;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.AccountView;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The watch over the accounts: operators hear once of each that Telegram logged out, before music is missed. A restart
 * does not repeat it.
 */
@Component
class AccountAlarm {
    private static final Logger log = LoggerFactory.getLogger(AccountAlarm.class);

    private final Assistants assistants;
    private final LogGroup operators;
    private final Leadership leadership;
    private final ToldAccounts told;
    private final Afterwards afterwards;

    /** The accounts of which operators are being told. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    AccountAlarm(
            Assistants assistants,
            LogGroup operators,
            Leadership leadership,
            ToldAccounts told,
            Afterwards afterwards) {
        this.assistants = assistants;
        this.operators = operators;
        this.leadership = leadership;
        this.told = told;
        this.afterwards = afterwards;
    }

    /** Looks at the accounts. One that was logged in again can be lost again, and is told again then. */
    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    synchronized void look() {
        if (!leadership.held()) {
            return;
        }
        try {
            for (AccountView account : assistants.all()) {
                if (account.state() == AccountView.State.READY) {
                    told.remove(account.id());
                } else if (isLost(account) && !told.includes(account.id())) {
                    tell(account.id());
                }
            }
        } catch (FailureException | DataAccessException e) {
            log.debug(
                    "Accounts or what was told of them are not known: {}",
                    e.getMessage()); // those who need them report that
        }
    }

    /** Says that an assistant is ready, to those whom this process told that none was. Asks only until then. */
    @Scheduled(fixedDelay = 5_000)
    void lookForEnd() {
        if (!operators.saysAssistantIsMissing()) {
            return;
        }
        try {
            if (assistants.musicians().stream().anyMatch(account -> account.state() == AccountView.State.READY)) {
                operators.assistantReady();
            }
        } catch (FailureException e) {
            log.debug("Accounts are not known: {}", e.getMessage()); // those who need them report that
        }
    }

    /** Tells operators. What is cut off is told by the next leader, so it is noted only afterwards. */
    private void tell(String account) {
        if (underWay.add(account)) {
            CompletableFuture<?> _ = operators.loggedOut(account).whenComplete((_, thrown) -> {
                if (thrown == null) {
                    afterwards.run("lost account", () -> told.add(account));
                }
                underWay.remove(account);
            });
        }
    }

    private static boolean isLost(AccountView account) {
        return account.failure() != null && account.failure().code() == FailureCode.SESSION_LOST;
    }
}
