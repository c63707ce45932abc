package dev.muzon.assistant.note;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.protocol.rest.NoteReply;
import dev.muzon.protocol.rest.NoteRequest;
import dev.muzon.protocol.rest.ShownNote;
import dev.muzon.protocol.rest.ShownText;
import dev.muzon.runtime.contract.NotesApi;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.RestController;

/** The voice notes for other services. It answers also where notes are switched off. */
@RestController
class NoteController implements NotesApi {
    private final Accounts accounts;
    private final Optional<NoteCommands> commands;
    private final Optional<ShownNotes> shown;

    NoteController(Accounts accounts, ObjectProvider<NoteCommands> commands, ObjectProvider<ShownNotes> shown) {
        this.accounts = accounts;
        this.commands = Optional.ofNullable(commands.getIfAvailable());
        this.shown = Optional.ofNullable(shown.getIfAvailable());
    }

    @Override
    public List<AccountView> accounts() {
        return commands.isEmpty()
                ? List.of()
                : accounts.all().stream()
                        .filter(account -> account.does(AccountRole.NOTES))
                        .map(Account::view)
                        .toList();
    }

    @Override
    public NoteReply command(String account, NoteRequest request) {
        NoteCommands here = reading(commands, account);
        try {
            return new NoteReply(here.answer(accounts.ready(account), request));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public ShownText read(String account, ShownNote note) {
        ShownNotes here = reading(shown, account);
        try {
            return here.read(account, note);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private <T> T reading(Optional<T> part, String account) {
        return part.filter(_ -> accounts.account(account).does(AccountRole.NOTES))
                .orElseThrow(() -> Failure.of(FailureCode.BAD_INPUT, "that account reads no notes")
                        .asException());
    }

    private static FailureException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return Failure.of(FailureCode.DRAINING, "interrupted").causedBy(e);
    }
}
