package dev.muzon.assistant.account;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.LeaseListener;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One assistant account. It opens its session when it gains the lease, closes it when the lease is lost, and begins a
 * new login when Telegram ended the old one. A failure here concerns no other account.
 */
public final class Account implements LeaseListener {
    private static final Logger log = LoggerFactory.getLogger(Account.class);

    /** A session that closes for longer is worth a line in the log. */
    private static final Duration LONG_CLOSE = Duration.ofSeconds(15);

    /**
     * Pause between the end of a session and the next one. So a session that ends at once does not make a busy loop.
     */
    private static final Duration UNTIL_NEXT_SESSION = Duration.ofSeconds(2);

    private final String id;
    private final TelegramSession.Factory sessions;
    private final VoiceChatListener voiceChats;
    private final FailureLog failures;
    private final ConnectionLog connections;
    private final Clock clock;
    private final BackoffSequence opening = Backoff.STANDARD.start(RandomGenerator.getDefault());

    private LoginState login = new LoginState.Closed();
    private Instant since;
    private volatile List<AccountRole> roles;
    private boolean owned;
    private boolean forgotten;
    private boolean connected;
    /** True once this process had a connection. */
    private boolean wasConnected;

    private boolean loggedOutHere;
    private int generation;
    private @Nullable TelegramSession session;
    private @Nullable Failure failure;
    /** The failure that keeps this process from knowing whose the account is. */
    private @Nullable Failure unclear;

    /** A listener to changes of the voice chats that an account is in, or could be in. */
    @FunctionalInterface
    public interface VoiceChatListener {
        /**
         * Hears of a change.
         *
         * @param mention how people know the account
         */
        void changed(
                String accountId,
                String mention,
                long chatId,
                int groupCallId,
                @Nullable Integer audioSource,
                Change change);

        /** Hears that joining a chat's voice chat may work now. */
        default void mayJoin(long chatId, String news) {}

        /** Hears that an account became ready. Chats that waited for one may be joined now. */
        default void ready(String accountId) {}
    }

    Account(
            String id,
            List<AccountRole> roles,
            TelegramSession.Factory sessions,
            VoiceChatListener voiceChats,
            FailureLog failures,
            ConnectionLog connections,
            Clock clock) {
        this.id = id;
        this.connections = connections;
        this.roles = roles;
        this.clock = clock;
        this.since = clock.instant();
        this.sessions = sessions;
        this.voiceChats = voiceChats;
        this.failures = failures;
    }

    public String id() {
        return id;
    }

    /** Returns the kinds of work that it does. */
    public List<AccountRole> roles() {
        return roles;
    }

    /** Returns whether it does this kind of work. */
    public boolean does(AccountRole role) {
        return roles.contains(role);
    }

    void assign(List<AccountRole> assigned) {
        roles = assigned;
    }

    /** Has its session forgotten when this process stops owning it. */
    synchronized void forgetWhenClosed() {
        forgotten = true;
    }

    /**
     * Ends its session at Telegram, because somebody wants that on the login page.
     *
     * @throws dev.muzon.protocol.failure.FailureException as {@link TelegramSession#logOut}, and transient
     *     {@code assistant.none} while it has no session
     */
    public void logOut() throws InterruptedException {
        TelegramSession ending;
        synchronized (this) {
            ending = session();
            loggedOutHere = true; // the news of the end may come before the answer
        }
        boolean done = false;
        try {
            ending.logOut();
            done = true;
        } finally {
            if (!done) {
                noteLoggedOutHere(false);
            }
        }
        log.info("Account {} was logged out on the login page", id);
    }

    private synchronized void noteLoggedOutHere(boolean here) {
        loggedOutHere = here;
    }

    /** Returns whether its last session ended on the login page, and nobody has logged it in since. */
    public synchronized boolean loggedOutHere() {
        return loggedOutHere && !(login instanceof LoginState.Ready);
    }

    @Override
    public synchronized void gained(Lease lease) {
        owned = true;
        unclear = null;
        open();
    }

    @Override
    public synchronized void elsewhere() {
        unclear = null;
    }

    @Override
    public synchronized void unanswered() {
        unclear = Failure.of(FailureCode.STORE_UNAVAILABLE, "MongoDB does not say whose the account is");
    }

    @Override
    public void lost(Lease lease) {
        TelegramSession closing;
        boolean forget;
        synchronized (this) {
            owned = false;
            closing = session;
            session = null;
            forget = forgotten;
            becomes(new LoginState.Closed());
        }
        if (closing != null) {
            close(closing);
        }
        if (forget) {
            sessions.forget(id);
        }
    }

    /** Notes the state, and since when it holds. A newer QR code or name begins no new one. */
    private void becomes(LoginState state) {
        if (!state.getClass().equals(login.getClass())) {
            since = clock.instant();
        }
        login = state;
    }

    /** Returns since when its login has been in this state, as far as this process knows. */
    public synchronized Instant since() {
        return since;
    }

    /**
     * Waits without a limit, because TDLib saves its state before it ends. It may abort a process that does not wait.
     * Whatever ends the process has a limit.
     */
    private void close(TelegramSession closing) {
        try {
            while (!closing.close(LONG_CLOSE)) {
                log.warn("Account {} not closed within another {}, still waiting", id, LONG_CLOSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            failures.report("closing account " + id, e);
        }
    }

    private synchronized void open() {
        if (!owned || session != null) {
            return;
        }
        becomes(new LoginState.Starting());
        connected = false;
        try {
            session = sessions.open(id, new SessionEvents(++generation));
            opening.succeeded();
        } catch (Throwable e) {
            becomes(new LoginState.Closed());
            failure = failures.report("opening account " + id, e);
            openAfter(opening.failed(failure));
        }
    }

    private void openAfter(Duration delay) {
        if (owned) {
            connections.opensIn(delay);
        }
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::open);
    }

    /** A listener that passes on what one session tells. Events of a former session are dropped. */
    private final class SessionEvents implements TelegramSession.Listener {
        private final int heard;

        SessionEvents(int heard) {
            this.heard = heard;
        }

        @Override
        public void login(LoginState state) {
            synchronized (Account.this) {
                if (owned && heard == generation) {
                    enter(state);
                }
            }
        }

        @Override
        public void connection(ConnectionState state) {
            synchronized (Account.this) {
                if (heard == generation) {
                    connections.changed(state);
                    connected(state.stands());
                }
            }
        }

        @Override
        public void voiceChat(long chatId, int groupCallId, @Nullable Integer audioSource, Change change) {
            voiceChats.changed(id, mention(), chatId, groupCallId, audioSource, change);
        }

        @Override
        public void mayJoin(long chatId, String news) {
            voiceChats.mayJoin(chatId, news);
        }
    }

    private void connected(boolean stands) {
        connected = stands;
        wasConnected |= stands;
        if (stands && failure != null && failure.code() == FailureCode.TELEGRAM_UNAVAILABLE) {
            failure = null;
        }
    }

    /** Returns whether the session tries to reach Telegram and does not. */
    public synchronized boolean disconnected() {
        return session != null && !connected && !(login instanceof LoginState.InUse);
    }

    /** Reports that Telegram has been out of reach for this long. A reason that is known already stays. */
    synchronized void unreachable(Duration length) {
        if (disconnected() && failure == null) {
            Instant begun = clock.instant().minus(length).truncatedTo(ChronoUnit.SECONDS);
            failure = Failure.of(
                    FailureCode.TELEGRAM_UNAVAILABLE,
                    (wasConnected ? "no connection to Telegram since " : "no connection to Telegram yet, tried since ")
                            + begun);
            failures.report("connection of account " + id, failure);
        }
    }

    private void enter(LoginState state) {
        boolean before = login instanceof LoginState.Ready;
        becomes(state);
        switch (state) {
            case LoginState.Ready ready -> {
                failure = null;
                loggedOutHere = false;
                log.info("Account {} is ready as {}", id, ready.shown());
                if (!before) {
                    voiceChats.ready(id);
                }
            }
            case LoginState.InUse _ ->
                failure = Failure.perInstance(
                        FailureCode.SESSION_IN_USE, "another program has the session open", "account:" + id);
            case LoginState.Refused refused -> {
                if (!refused.failure().equals(failure)) {
                    failures.report("login of account " + id, refused.failure());
                }
                failure = refused.failure();
            }
            case LoginState.LoggedOut _ when loggedOutHere -> failure = null;
            case LoginState.LoggedOut _ -> {
                failure = Failure.perInstance(FailureCode.SESSION_LOST, "Telegram ended the session", "account:" + id);
                failures.report("account " + id, failure);
            }
            case LoginState.Closed _, LoginState.StartingOver _ -> {
                session = null;
                openAfter(UNTIL_NEXT_SESSION);
            }
            case LoginState.WaitingForQrScan _, LoginState.WaitingForCode _, LoginState.WaitingForPassword _ -> {
                if (failure != null && failure.code() != FailureCode.SESSION_LOST) {
                    failure = null; // the login goes on, so its earlier failure is over
                }
            }
            case LoginState.Starting _ -> {
                // Only the state itself changes.
            }
        }
    }

    public synchronized LoginState login() {
        return login;
    }

    /** Returns whether it has not yet become ready or asked for a login. */
    public synchronized boolean starting() {
        return login instanceof LoginState.Starting;
    }

    public synchronized boolean ready() {
        return login instanceof LoginState.Ready && session != null;
    }

    /** Returns whether it may join a voice chat now. */
    public boolean isReadyForMusic() {
        return does(AccountRole.MUSIC) && ready();
    }

    /**
     * Returns the session.
     *
     * @throws dev.muzon.protocol.failure.FailureException transient {@code assistant.none} while it has none
     */
    public synchronized TelegramSession session() {
        if (session == null) {
            throw Failure.of(FailureCode.NO_ASSISTANT, "account " + id + " has no session here")
                    .asException();
        }
        return session;
    }

    /** Returns how people know the account: by its public name, else by its displayed one, else by the operator's. */
    public synchronized String mention() {
        if (login instanceof LoginState.Ready ready) {
            return ready.username() == null ? ready.name() : "@" + ready.username();
        }
        return id;
    }

    public int activeCalls() {
        return voiceChats().size();
    }

    /** Returns how long Telegram has it wait, by the kind of request. */
    synchronized Map<RequestKind, Duration> floods() {
        return session == null ? Map.of() : session.floods();
    }

    /** Returns whether Telegram has it wait with requests of this kind. */
    public boolean waitsWith(RequestKind kind) {
        return floods().containsKey(kind);
    }

    /** Returns whether the account is in the chat's voice chat. */
    public boolean isIn(long chatId) {
        return voiceChats().contains(chatId);
    }

    /** Returns the token of the player's owner that it is in the chat's voice chat for, 0 when unknown. */
    public synchronized long voiceChatOwner(long chatId) {
        return session == null ? 0 : session.voiceChatOwner(chatId);
    }

    private synchronized Set<Long> voiceChats() {
        return session == null ? Set.of() : session.voiceChats();
    }

    public synchronized AccountView view() {
        return switch (login) {
            case LoginState.Ready(long userId, String name, String username, String _) ->
                new AccountView(id, AccountView.State.READY, name, userId, username, activeCalls(), failure, roles);
            case LoginState.Starting _, LoginState.StartingOver _, LoginState.Refused _ ->
                nameless(AccountView.State.STARTING);
            case LoginState.InUse _ -> nameless(AccountView.State.WAITING_FOR_LEASE);
            case LoginState.WaitingForQrScan _ -> nameless(AccountView.State.WAITING_FOR_QR_SCAN);
            case LoginState.WaitingForCode _ -> nameless(AccountView.State.WAITING_FOR_CODE);
            case LoginState.WaitingForPassword _ -> nameless(AccountView.State.WAITING_FOR_PASSWORD);
            case LoginState.LoggedOut _ -> nameless(AccountView.State.LOGGED_OUT);
            case LoginState.Closed _ ->
                nameless(owned || unclear != null ? AccountView.State.CLOSED : AccountView.State.WAITING_FOR_LEASE);
        };
    }

    private AccountView nameless(AccountView.State state) {
        return new AccountView(id, state, null, null, null, activeCalls(), unclear == null ? failure : unclear, roles);
    }
}
