package dev.muzon.assistant.account;

import dev.muzon.assistant.AssistantProperties;
import dev.muzon.coordination.lease.LeaseHolder;
import dev.muzon.coordination.lease.LeaseTerms;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.lease.ServiceIdentity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** All accounts that the operator named. One process at a time owns each: the one that holds its lease. */
@Component
public class Accounts implements SmartLifecycle {
    private static final Duration LEASE = Duration.ofSeconds(15);

    /** Stops after the drain and after the requests in flight: joins among them need the sessions. */
    private static final int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 512;

    private final AssistantProperties settings;
    private final List<Account> accounts;
    private final Leases leases;
    private final ServiceIdentity identity;
    private final FailureLog failures;
    private final List<LeaseHolder> holders = new ArrayList<>();

    Accounts(
            AssistantProperties settings,
            TelegramSession.Factory sessions,
            Account.VoiceChatListener voiceChats,
            FailureLog failures,
            Leases leases,
            ServiceIdentity identity,
            MeterRegistry meters) {
        this.settings = settings;
        this.leases = leases;
        this.identity = identity;
        this.failures = failures;
        this.accounts = settings.accounts().stream()
                .map(id -> new Account(id, sessions, voiceChats, failures))
                .toList();
        Gauge.builder(
                        "muzon.assistant.accounts.ready",
                        accounts,
                        all -> all.stream().filter(Account::ready).count())
                .description("Accounts that can join voice chats now")
                .register(meters);
        Gauge.builder(
                        "muzon.assistant.calls",
                        accounts,
                        all -> all.stream().mapToInt(Account::activeCalls).sum())
                .description("Voice chats that accounts of this process are in")
                .register(meters);
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
        return accounts.stream()
                .filter(account -> account.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Failure.of(FailureCode.BAD_INPUT, "no account is named so")
                        .asException());
    }

    /**
     * Returns the account with this name as work needs it: logged in, and owned by this process.
     *
     * @throws dev.muzon.protocol.failure.FailureException transient {@code assistant.none}, or {@code owner.elsewhere}
     */
    public Account ready(String id) {
        Account account = account(id);
        if (account.view().state() == AccountView.State.WAITING_FOR_LEASE) {
            throw Failure.of(FailureCode.OWNED_ELSEWHERE, "account " + id + " is another process's")
                    .asException();
        }
        if (!account.ready()) {
            throw Failure.of(FailureCode.NO_ASSISTANT, "account " + id + " is not ready")
                    .asException();
        }
        return account;
    }

    /** Returns whether any of them is ready here. */
    public boolean anyReady() {
        return accounts.stream().anyMatch(Account::ready);
    }

    @Override
    public synchronized void start() {
        ForgottenSessions.report(settings.directory(), settings.accounts());
        for (Account account : accounts) {
            String name = "account:" + account.id();
            var holder = new LeaseHolder(leases, LeaseTerms.of(name, LEASE), identity, account, failures);
            holders.add(holder);
            holder.start();
        }
    }

    /** Returns a phase between the web server, which starts before and stops after it, and its last answers. */
    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Waits until every session is closed, because TDLib aborts a process that ends with an open one. */
    @Override
    public synchronized void stop() {
        List<Thread> closing = holders.stream()
                .map(holder -> Thread.ofVirtual().start(holder::close))
                .toList();
        holders.clear();
        for (Thread thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return !holders.isEmpty();
    }
}
