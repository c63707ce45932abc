package dev.muzon.assistant.login;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.LoginState;
import dev.muzon.protocol.rest.AccountView;
import org.jspecify.annotations.Nullable;

/**
 * An account as the page shows it.
 *
 * @param qr an SVG picture while a phone has to scan it
 * @param phoneEnd the last digits of the account's phone, null before login
 * @param passwordHint the hint of the account's owner, while the password is asked for
 */
record LoginView(
        AccountView account,
        @Nullable String phoneEnd,
        @Nullable String qr,
        @Nullable String passwordHint) {
    static LoginView of(Account account) {
        return switch (account.login()) {
            case LoginState.WaitingForQrScan scan ->
                new LoginView(account.view(), null, new QrCode(scan.link()).svg(), null);
            case LoginState.WaitingForPassword password -> new LoginView(account.view(), null, null, password.hint());
            case LoginState.Ready ready -> new LoginView(account.view(), ready.phoneEnd(), null, null);
            default -> new LoginView(account.view(), null, null, null);
        };
    }
}
