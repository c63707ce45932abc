package dev.muzon.assistant.login;

import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.note.NotesProperties;
import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.runtime.config.Secret;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts as the login page shows and changes them. */
@RestController
@RequestMapping("/login/accounts")
class LoginController {
    private final Accounts accounts;
    private final NotesProperties notes;
    private final Clock clock;

    LoginController(Accounts accounts, NotesProperties notes, Clock clock) {
        this.accounts = accounts;
        this.notes = notes;
        this.clock = clock;
    }

    /** Something that a person typed, on its way to Telegram. */
    record Entry(Secret value) {}

    /** An account that somebody wants to add. */
    record Added(String id, List<AccountRole> roles) {}

    /** The roles that an account is to have. */
    record Roles(@Nullable List<AccountRole> roles) {}

    @GetMapping
    List<LoginView> accounts() {
        boolean notesOff = notes.engines().isEmpty();
        return accounts.all().stream()
                .map(account -> LoginView.of(account, accounts, notesOff))
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@RequestBody Added added) {
        accounts.add(added.id(), added.roles(), clock.instant());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id) throws InterruptedException {
        accounts.remove(id);
    }

    @PutMapping("/{id}/roles")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void roles(@PathVariable String id, @RequestBody Roles roles) {
        accounts.assign(id, Objects.requireNonNullElse(roles.roles(), List.of()));
    }

    @PostMapping("/{id}/phone")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void phone(@PathVariable String id, @RequestBody Entry number) throws InterruptedException {
        accounts.account(id).session().submitPhoneNumber(number.value().reveal());
    }

    @PostMapping("/{id}/code")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void code(@PathVariable String id, @RequestBody Entry code) throws InterruptedException {
        accounts.account(id).session().submitCode(code.value().reveal());
    }

    @PostMapping("/{id}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void password(@PathVariable String id, @RequestBody Entry password) throws InterruptedException {
        accounts.account(id).session().submitPassword(password.value().reveal());
    }

    @PostMapping("/{id}/qr")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void qr(@PathVariable String id) throws InterruptedException {
        accounts.account(id).session().askForQrScan();
    }

    @PostMapping("/{id}/log-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(@PathVariable String id) throws InterruptedException {
        accounts.account(id).logOut();
    }
}
