package dev.muzon.assistant.account;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The list of accounts in memory. */
final class InMemoryAccountList implements AccountList {
    private final Map<String, ListedAccount> accounts = new ConcurrentSkipListMap<>();
    volatile boolean away;

    @Override
    public List<ListedAccount> all() {
        if (away) {
            throw new IllegalStateException("the store is away");
        }
        return List.copyOf(accounts.values());
    }

    @Override
    public void save(ListedAccount account) {
        accounts.put(account.id(), account);
    }

    @Override
    public void remove(String id) {
        accounts.remove(id);
    }
}
