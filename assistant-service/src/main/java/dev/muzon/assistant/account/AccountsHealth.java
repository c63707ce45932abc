package dev.muzon.assistant.account;

import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.runtime.health.Degradation;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The health part {@code accounts}: degraded while no account can join a voice chat. */
@Component("accountsHealthIndicator")
class AccountsHealth implements HealthIndicator {
    private final Accounts accounts;

    AccountsHealth(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Health health() {
        Health health = accounts.all().stream().anyMatch(AccountsHealth::useful)
                ? Health.up().build()
                : Degradation.because("No account can join voice chats. The login page says what each one waits for");
        var described = Health.status(health.getStatus()).withDetails(health.getDetails());
        accounts.all().forEach(account -> described.withDetail(account.id(), describe(account)));
        return described.build();
    }

    /** Returns whether the account can join, or another process has it and this one stands by. */
    private static boolean useful(Account account) {
        AccountView view = account.view();
        if (!account.does(AccountRole.MUSIC)) {
            return false;
        }
        return view.state() == AccountView.State.WAITING_FOR_LEASE
                ? view.failure() == null
                : account.ready() && !account.disconnected();
    }

    private static String describe(Account account) {
        AccountView view = account.view();
        String state = view.failure() == null
                ? view.state().toString()
                : view.state() + ": " + view.failure().detail();
        return state
                + account.floods().entrySet().stream()
                        .map(flood -> ", may not " + flood.getKey().words() + " for "
                                + flood.getValue().toSeconds() + " s")
                        .collect(Collectors.joining());
    }
}
