package dev.muzon.assistant.account;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;

/** The list of accounts in memory. */
final class InMemoryAccountList implements AccountList {
    private final Map<String, ListedAccount> accounts = new ConcurrentSkipListMap<>();
    volatile boolean away;

    /** Thrown by the next look at the list. */
    final AtomicReference<Error> thrownOnce = new AtomicReference<>();

    @Override
    public List<ListedAccount> all() {
        Error error = thrownOnce.getAndSet(null);
        if (error != null) {
            throw error;
        }
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
