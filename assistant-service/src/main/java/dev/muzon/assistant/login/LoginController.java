package dev.muzon.assistant.login;

import dev.muzon.assistant.account.Accounts;
import dev.muzon.runtime.config.Secret;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts as the login page shows and changes them. */
@RestController
@RequestMapping("/login/accounts")
class LoginController {
    private final Accounts accounts;

    LoginController(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The two-step password, on its way to Telegram. */
    record Password(Secret password) {}

    @GetMapping
    List<LoginView> accounts() {
        return accounts.all().stream().map(LoginView::of).toList();
    }

    @PostMapping("/{id}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void password(@PathVariable String id, @RequestBody Password password) throws InterruptedException {
        accounts.account(id).session().submitPassword(password.password().reveal());
    }

    @PostMapping("/{id}/log-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(@PathVariable String id) throws InterruptedException {
        accounts.account(id).session().logOut();
    }
}
