package dev.muzon.assistant.login;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.account.LoginState;
import dev.muzon.protocol.rest.AccountView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as the page shows it.
 *
 * @param since when its state began, as far as this process knows
 * @param rolesFixed whether the settings say what it does
 * @param removable whether the page added it
 * @param notesOff whether no account can read voice notes, because the settings name no recogniser
 * @param loggedOutHere whether this page ended its last session, and it waits for a new login
 * @param login what its login waits for or has found out
 */
record LoginView(
        AccountView account,
        Instant since,
        boolean rolesFixed,
        boolean removable,
        boolean notesOff,
        boolean loggedOutHere,
        Login login) {
    /**
     * The login of an account. All is null that its state has no use for.
     *
     * @param phoneEnd the last digits of the phone, from when it is known
     * @param qr an SVG picture while a phone has to scan it
     * @param codeWay how the code was sent, while it is asked for
     * @param passwordHint the hint of the account's owner, while the password is asked for
     */
    record Login(
            @Nullable String phoneEnd,
            @Nullable String qr,
            LoginState.@Nullable CodeWay codeWay,
            @Nullable String passwordHint) {
        static Login of(LoginState state) {
            return switch (state) {
                case LoginState.WaitingForQrScan scan -> new Login(null, new QrCode(scan.link()).svg(), null, null);
                case LoginState.WaitingForCode code -> new Login(code.phoneEnd(), null, code.by(), null);
                case LoginState.WaitingForPassword password -> new Login(null, null, null, password.hint());
                case LoginState.Ready ready -> new Login(ready.phoneEnd(), null, null, null);
                default -> new Login(null, null, null, null);
            };
        }
    }

    static LoginView of(Account account, Accounts all, boolean notesOff) {
        return new LoginView(
                account.view(),
                account.since(),
                all.hasFixedRoles(account.id()),
                !all.isNamed(account.id()),
                notesOff,
                account.loggedOutHere(),
                Login.of(account.login()));
    }
}
