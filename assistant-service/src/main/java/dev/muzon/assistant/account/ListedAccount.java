package dev.muzon.assistant.account;

import dev.muzon.protocol.rest.AccountRole;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The decisions of the login page about an account.
 *
 * @param roles what it does, in words. Empty for everything
 * @param added when the page added it, null for an account that the settings name
 */
@Document("accounts")
record ListedAccount(
        @Id String id, List<String> roles, @Nullable Instant added) {
    ListedAccount {
        roles = List.copyOf(Objects.requireNonNullElse(roles, List.of()));
    }

    static ListedAccount of(String id, List<AccountRole> roles, @Nullable Instant added) {
        return new ListedAccount(id, roles.stream().map(AccountRole::word).toList(), added);
    }

    List<AccountRole> known() {
        List<AccountRole> known = AccountRole.named(roles);
        return known.isEmpty() ? AccountRole.ALL : known;
    }
}
