package dev.muzon.assistant.account;

import dev.muzon.protocol.rest.AccountRole;
import java.util.Arrays;
import java.util.List;

/**
 * An account as the settings name it: {@code main}, or {@code ears:notes+channels}.
 *
 * @param roles what it does, empty where the settings leave that to the login page
 */
record NamedAccount(String id, List<AccountRole> roles) {
    static NamedAccount of(String setting) {
        int colon = setting.indexOf(':');
        return colon < 0
                ? new NamedAccount(setting, List.of())
                : new NamedAccount(
                        setting.substring(0, colon),
                        AccountRole.named(
                                Arrays.asList(setting.substring(colon + 1).split("\\+", -1))));
    }
}
