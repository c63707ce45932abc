package dev.muzon.assistant.account;

import java.util.List;

/** The decisions of the login page about accounts. All processes share them. */
interface AccountList {
    /**
     * Returns all entries, oldest first.
     *
     * @throws RuntimeException the store's own, when it is away
     */
    List<ListedAccount> all();

    void save(ListedAccount account);

    void remove(String id);
}
