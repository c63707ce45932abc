package dev.muzon.assistant.note;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.message.Messages;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.AccountView;

/** The accounts as jobs need them: logged in, and owned by this process. */
class ReadyAccounts {
    private final Accounts accounts;

    ReadyAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Returns whether a job can be done for any of them here. */
    boolean any() {
        return accounts.all().stream().anyMatch(Account::ready);
    }

    /**
     * Returns the account with this name.
     *
     * @throws FailureException transient {@code assistant.none}, or the failure for what another process owns
     */
    Account account(String id) {
        Account account = accounts.account(id);
        if (account.view().state() == AccountView.State.WAITING_FOR_LEASE) {
            throw failure(FailureCode.OWNED_ELSEWHERE, id, "is another process's");
        }
        if (!account.ready()) {
            throw failure(FailureCode.NO_ASSISTANT, id, "is not ready");
        }
        return account;
    }

    Messages messages(String id) {
        return account(id).session().messages();
    }

    private static FailureException failure(FailureCode code, String id, String why) {
        return Failure.of(code, "account " + id + " " + why).asException();
    }
}
