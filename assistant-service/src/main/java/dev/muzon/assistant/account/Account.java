package dev.muzon.assistant.account;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.LeaseListener;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One assistant account: opens its session when it gains the lease, closes it when the lease is lost, and begins a new
 * login when Telegram ended the old one. Its troubles are its own: no other account notices.
 */
public final class Account implements LeaseListener {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);
    /** A session that ends by itself begins anew, but not in a hot loop. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

    private final String id;
    private final TelegramSession.Factory sessions;
    private final VoiceChatListener voiceChats;
    private final FailureLog failures;

    private LoginState login = new LoginState.Closed();
    private boolean owned;
    private int generation;
    private @Nullable TelegramSession session;
    private @Nullable Failure failure;

    /** Hears what happens to the voice chats an account is in. */
    @FunctionalInterface
    public interface VoiceChatListener {
        void changed(String accountId, long chatId, int groupCallId, Change change);
    }

    Account(String id, TelegramSession.Factory sessions, VoiceChatListener voiceChats, FailureLog failures) {
        this.id = id;
        this.sessions = sessions;
        this.voiceChats = voiceChats;
        this.failures = failures;
    }

    public String id() {
        return id;
    }

    @Override
    public synchronized void gained(Lease lease) {
        owned = true;
        open();
    }

    @Override
    public void lost(Lease lease) {
        TelegramSession closing;
        synchronized (this) {
            owned = false;
            closing = session;
            session = null;
            login = new LoginState.Closed();
        }
        if (closing != null) {
            try {
                closing.close(CLOSE_LIMIT);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void open() {
        if (!owned || session != null) {
            return;
        }
        login = new LoginState.Starting();
        try {
            session = sessions.open(id, new SessionEvents(++generation));
        } catch (RuntimeException e) {
            login = new LoginState.Closed();
            failure = failures.report("opening account " + id, e);
        }
    }

    /** What one session tells; the words of a former one are not heard any more. */
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
        public void voiceChat(long chatId, int groupCallId, Change change) {
            voiceChats.changed(id, chatId, groupCallId, change);
        }
    }

    private void enter(LoginState state) {
        login = state;
        switch (state) {
            case LoginState.Ready _ -> failure = null;
            case LoginState.InUse _ ->
                failure = new Failure.PerInstance(
                        FailureCode.SESSION_IN_USE, "another program has the session open", "account:" + id);
            case LoginState.Refused refused -> {
                if (!refused.failure().equals(failure)) {
                    failures.report("login of account " + id, refused.failure());
                }
                failure = refused.failure();
            }
            case LoginState.LoggedOut _ -> {
                failure = new Failure.PerInstance(
                        FailureCode.SESSION_LOST, "Telegram ended the session", "account:" + id);
                failures.report("account " + id, failure);
            }
            case LoginState.Closed _ -> {
                session = null;
                LATER.execute(this::open);
            }
            case LoginState.WaitingForQrScan _, LoginState.WaitingForPassword _ -> {
                if (failure != null && failure.code() != FailureCode.SESSION_LOST) {
                    failure = null; // whatever kept the login from beginning is over
                }
            }
            case LoginState.Starting _ -> {
                // Nothing but the state itself changes.
            }
        }
    }

    public synchronized LoginState login() {
        return login;
    }

    /** Whether it is about to become ready, or to ask for a login. */
    public synchronized boolean starting() {
        return login instanceof LoginState.Starting;
    }

    public synchronized boolean ready() {
        return login instanceof LoginState.Ready && session != null;
    }

    /** @throws dev.muzon.protocol.failure.FailureException transient {@code assistant.none} while it has none */
    public synchronized TelegramSession session() {
        if (session == null) {
            throw Failure.passing(FailureCode.NO_ASSISTANT, "account " + id + " has no session here")
                    .asException();
        }
        return session;
    }

    public int activeCalls() {
        return voiceChats().size();
    }

    /** Whether the account is in the chat's voice chat. */
    public boolean isIn(long chatId) {
        return voiceChats().contains(chatId);
    }

    private synchronized Set<Long> voiceChats() {
        return session == null ? Set.of() : session.voiceChats();
    }

    public synchronized AccountView view() {
        return switch (login) {
            case LoginState.Ready ready -> view(AccountView.State.READY, ready.name());
            case LoginState.Starting _, LoginState.Refused _ -> view(AccountView.State.STARTING, null);
            case LoginState.InUse _ -> view(AccountView.State.WAITING_FOR_LEASE, null);
            case LoginState.WaitingForQrScan _ -> view(AccountView.State.WAITING_FOR_QR_SCAN, null);
            case LoginState.WaitingForPassword _ -> view(AccountView.State.WAITING_FOR_PASSWORD, null);
            case LoginState.LoggedOut _ -> view(AccountView.State.LOGGED_OUT, null);
            case LoginState.Closed _ ->
                view(owned ? AccountView.State.CLOSED : AccountView.State.WAITING_FOR_LEASE, null);
        };
    }

    private AccountView view(AccountView.State state, @Nullable String name) {
        return new AccountView(id, state, name, null, null, activeCalls(), failure);
    }
}
