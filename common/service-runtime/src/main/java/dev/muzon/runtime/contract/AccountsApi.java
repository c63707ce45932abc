package dev.muzon.runtime.contract;

import dev.muzon.protocol.rest.AccountView;
import java.util.List;
import org.springframework.web.service.annotation.GetExchange;

/** The user accounts of assistant-service. */
public interface AccountsApi {
    /** Returns every configured account, logged in or not. */
    @GetExchange("/v1/accounts")
    List<AccountView> accounts();
}
