package dev.muzon.assistant.account;

import dev.muzon.protocol.rest.AccountView;
import dev.muzon.runtime.contract.AccountsApi;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** The list of accounts for other services. */
@RestController
class AccountController implements AccountsApi {
    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<AccountView> accounts() {
        return accounts.all().stream().map(Account::view).toList();
    }
}
