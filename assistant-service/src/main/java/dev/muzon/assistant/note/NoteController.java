package dev.muzon.assistant.note;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.protocol.rest.NoteReply;
import dev.muzon.protocol.rest.NoteRequest;
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

    NoteController(Accounts accounts, ObjectProvider<NoteCommands> commands) {
        this.accounts = accounts;
        this.commands = Optional.ofNullable(commands.getIfAvailable());
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
        NoteCommands here = commands.filter(_ -> accounts.account(account).does(AccountRole.NOTES))
                .orElseThrow(() -> Failure.of(FailureCode.BAD_INPUT, "that account reads no notes")
                        .asException());
        try {
            return new NoteReply(here.answer(accounts.ready(account), request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(FailureCode.DRAINING, "interrupted").causedBy(e);
        }
    }
}
