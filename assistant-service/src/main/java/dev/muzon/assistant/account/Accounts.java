package dev.muzon.assistant.account;

import dev.muzon.assistant.AssistantProperties;
import dev.muzon.coordination.LoopFailures;
import dev.muzon.coordination.lease.LeaseHolder;
import dev.muzon.coordination.lease.LeaseTerms;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.lease.ServiceIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * All accounts: those that the settings name, and those that the login page added. One process at a time owns each: the
 * one that holds its lease.
 */
@Component
public class Accounts implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Accounts.class);
    private static final Duration LEASE = Duration.ofSeconds(15);

    /** More accounts than anybody has phones for. */
    static final int MOST = 50;

    /** Stops after the drain and after the requests in flight: joins among them need the sessions. */
    private static final int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 512;

    private final Path directory;
    private final List<NamedAccount> named;
    private final AccountFactory factory;
    private final AccountList list;
    private final Leases leases;
    private final ServiceIdentity identity;
    private final FailureLog failures;
    private final LoopFailures looking;
    private final Map<String, LeaseHolder> holders = new HashMap<>();
    private final List<Thread> closing = new ArrayList<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile List<Account> accounts;
    private boolean running;
    private boolean reported;

    Accounts(
            AssistantProperties settings,
            AccountFactory factory,
            AccountList list,
            Leases leases,
            ServiceIdentity identity,
            FailureLog failures) {
        this.directory = settings.directory();
        this.named = settings.accounts().stream().map(NamedAccount::of).toList();
        this.factory = factory;
        this.list = list;
        this.leases = leases;
        this.identity = identity;
        this.failures = failures;
        this.looking = new LoopFailures(failures, "looking at the list of accounts");
        this.accounts = named.stream()
                .map(account -> factory.make(account.id(), rolesOf(account, List.of())))
                .toList();
    }

    public List<Account> all() {
        return accounts;
    }

    /**
     * Returns the account with this name.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} when no account has it
     */
    public Account account(String id) {
        return find(id).orElseThrow(() ->
                Failure.of(FailureCode.BAD_INPUT, "no account is named so").asException());
    }

    private Optional<Account> find(String id) {
        return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
    }

    /**
     * Returns the account with this name as work needs it: logged in, and owned by this process.
     *
     * @throws dev.muzon.protocol.failure.FailureException transient {@code assistant.none}, or {@code owner.elsewhere}
     */
    public Account ready(String id) {
        Account account = account(id);
        refuseElsewhere(account);
        if (!account.ready()) {
            throw Failure.of(FailureCode.NO_ASSISTANT, "account " + id + " is not ready")
                    .asException();
        }
        return account;
    }

    private static void refuseElsewhere(Account account) {
        if (account.view().state() == AccountView.State.WAITING_FOR_LEASE) {
            throw Failure.of(FailureCode.OWNED_ELSEWHERE, "account " + account.id() + " is another process's")
                    .asException();
        }
    }

    /** Returns whether any of them is ready here. */
    public boolean anyReady() {
        return accounts.stream().anyMatch(Account::ready);
    }

    /** Has somebody told, on any thread, after accounts came or went. */
    public void whenChanged(Runnable follower) {
        followers.add(follower);
    }

    /** Returns whether the settings name the account, so that the page cannot remove it. */
    public boolean isNamed(String id) {
        return named.stream().anyMatch(account -> account.id().equals(id));
    }

    /** Returns whether the settings say what the account does, so that the page cannot. */
    public boolean hasFixedRoles(String id) {
        return named.stream()
                .anyMatch(account -> account.id().equals(id) && !account.roles().isEmpty());
    }

    /**
     * Adds an account, which begins its login at once.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} for a name that is taken or unusable
     */
    public void add(String id, List<AccountRole> roles, Instant now) {
        if (!id.matches(AssistantProperties.ACCOUNT_NAME)
                || roles.isEmpty()
                || find(id).isPresent()
                || accounts.size() >= MOST) {
            throw Failure.of(FailureCode.BAD_INPUT, "the name is taken or unusable, or it does nothing")
                    .asException();
        }
        list.save(ListedAccount.of(id, roles, now));
        log.info("Account {} was added on the login page for {}", id, roles);
        follow();
    }

    /**
     * Changes what an account does.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} for no role, and where the settings
     *     say the roles
     */
    public void assign(String id, List<AccountRole> roles) {
        Account account = account(id);
        if (roles.isEmpty() || hasFixedRoles(id)) {
            throw Failure.of(FailureCode.BAD_INPUT, "an account needs a role, and the settings come first")
                    .asException();
        }
        Instant added = list.all().stream()
                .filter(listed -> listed.id().equals(id))
                .findFirst()
                .map(ListedAccount::added)
                .orElse(null);
        list.save(ListedAccount.of(id, roles, added));
        log.info("Account {} does {} from now on, and did {}", id, roles, account.roles());
        follow();
    }

    /**
     * Removes an account that the page added: logs it out, and forgets its session.
     *
     * @throws dev.muzon.protocol.failure.FailureException user {@code input.bad} for one that the settings name,
     *     {@code owner.elsewhere}, or what keeps Telegram from logging it out
     */
    public void remove(String id) throws InterruptedException {
        Account account = account(id);
        if (isNamed(id)) {
            throw Failure.of(FailureCode.BAD_INPUT, "MUZON_ACCOUNTS names the account")
                    .asException();
        }
        refuseElsewhere(account);
        if (account.ready()) {
            account.logOut();
        }
        account.forgetWhenClosed();
        list.remove(id);
        log.info("Account {} was removed on the login page", id);
        follow();
    }

    /** Looks at the list, which the page of another process may have changed. Begins nothing before it was read once. */
    @Scheduled(fixedDelay = 5_000)
    void look() {
        synchronized (this) {
            if (!running) {
                return;
            }
        }
        try {
            follow();
            looking.succeeded();
        } catch (Throwable e) { // also an Error: what is away is counted and told
            looking.failed(e);
        }
    }

    /** Reads the list and does what it says. Nobody else reads it meanwhile, so no older one is followed afterwards. */
    private void follow() {
        boolean changed;
        synchronized (this) {
            List<ListedAccount> listed = list.all();
            List<Account> before = accounts;
            accounts = Stream.concat(
                            named.stream().map(account -> known(account.id(), rolesOf(account, listed))),
                            listed.stream()
                                    .filter(account -> account.added() != null && !isNamed(account.id()))
                                    .map(account -> known(account.id(), account.known())))
                    .toList();
            changed = !before.equals(accounts);
            if (running) {
                holdLeases();
                reportForgotten();
            }
        }
        if (changed) {
            followers.forEach(Runnable::run);
        }
    }

    private Account known(String id, List<AccountRole> roles) {
        Account account = find(id).orElseGet(() -> factory.make(id, roles));
        account.assign(roles);
        return account;
    }

    private static List<AccountRole> rolesOf(NamedAccount account, List<ListedAccount> listed) {
        return !account.roles().isEmpty()
                ? account.roles()
                : listed.stream()
                        .filter(entry -> entry.id().equals(account.id()))
                        .findFirst()
                        .map(ListedAccount::known)
                        .orElse(AccountRole.ALL);
    }

    private void holdLeases() {
        for (Account account : accounts) {
            if (!holders.containsKey(account.id())) {
                String name = "account:" + account.id();
                var holder = new LeaseHolder(leases, LeaseTerms.of(name, LEASE), identity, account, failures);
                holders.put(account.id(), holder);
                holder.start();
            }
        }
        closing.removeIf(thread -> !thread.isAlive());
        holders.entrySet().removeIf(entry -> {
            boolean gone = find(entry.getKey()).isEmpty();
            if (gone) {
                closing.add(Thread.ofVirtual().start(entry.getValue()::close));
            }
            return gone;
        });
    }

    private void reportForgotten() {
        if (!reported) {
            ForgottenSessions.report(
                    directory, accounts.stream().map(Account::id).toList());
            reported = true;
        }
    }

    @Override
    public void start() {
        synchronized (this) {
            running = true;
        }
        look();
    }

    /** Returns a phase between the web server, which starts before and stops after it, and its last answers. */
    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Waits until every session is closed, because TDLib aborts a process that ends with an open one. */
    @Override
    public synchronized void stop() {
        running = false;
        holders.values().forEach(holder -> closing.add(Thread.ofVirtual().start(holder::close)));
        holders.clear();
        for (Thread thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        closing.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
