package dev.muzon.assistant.voicechat;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.account.RequestKind;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/**
 * The choice among the accounts that play music for a chat's voice chat. The account that is or was in the chat's call goes first, then the
 * one with the fewest calls. Those that Telegram has wait with voice chats come last. Where one cannot join (banned, flooded, in too many chats) the next one tries. Requests
 * for one chat are served one at a time, and chats do not wait for each other.
 */
@Component
public class VoiceChats {
    private static final Logger log = LoggerFactory.getLogger(VoiceChats.class);

    /** Telegram's news of a voice chat takes about a second. People wait for the answer that there is none. */
    private static final Duration NEWS = Duration.ofSeconds(3);

    private final Accounts accounts;
    private final InviteLinks inviteLinks;
    private final ClosedChats closed;
    private final MeterRegistry meters;
    private final JoinRequests requests = new JoinRequests(System::nanoTime);
    private final Map<Long, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Owners owners = new Owners();
    private final Map<Long, String> servedLast = new ConcurrentHashMap<>();

    VoiceChats(Accounts accounts, InviteLinks inviteLinks, ClosedChats closed, MeterRegistry meters) {
        this.accounts = accounts;
        this.inviteLinks = inviteLinks;
        this.closed = closed;
        this.meters = meters;
    }

    /**
     * Joins with the first account that can.
     *
     * @throws FailureException the last account's failure, the shortest wait where all have to wait, transient {@code assistant.none} when none is ready, or
     * transient {@code owner.elsewhere} for a former owner of the player
     */
    public VoiceChatJoined join(VoiceChatJoin request) throws InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(request.chat().id(), _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            if (!owners.admit(request.chat().id(), request.owner())) {
                throw Failure.of(FailureCode.OWNED_ELSEWHERE, "a newer owner of the player has joined")
                        .asException();
            }
            return timed(request);
        } finally {
            lock.unlock();
        }
    }

    private VoiceChatJoined timed(VoiceChatJoin request) throws InterruptedException {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "aborted";
        try {
            closed.attempt(request.chat().id());
            VoiceChatJoined joined = joinWithOneOf(candidates(request.chat().id()), request);
            closed.open(request.chat().id());
            outcome = "joined";
            return joined;
        } catch (FailureException e) {
            closed.closed(request.chat().id());
            outcome = e.failure().code().value();
            throw e;
        } finally {
            sample.stop(Timer.builder("muzon.assistant.joins")
                    .description("Requests to join a voice chat, by what came of them")
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    private VoiceChatJoined joinWithOneOf(List<Account> candidates, VoiceChatJoin request) throws InterruptedException {
        FailureException last = null;
        for (Account account : candidates) {
            try {
                VoiceChatJoined joined = new JoinAttempt(account, request, inviteLinks, requests, patience(last)).run();
                servedLast.put(request.chat().id(), account.id());
                return joined;
            } catch (FailureException e) {
                FailureException named = naming(account, e);
                note(account, request.chat().id(), named);
                if (!anotherMight(named.failure())) {
                    throw named;
                }
                last = endsBefore(last, named) ? last : named;
            }
        }
        throw last != null ? last : nobody();
    }

    /** Tells accounts that become ready by themselves from those that somebody has to log in. */
    private FailureException nobody() {
        boolean starting = accounts.all().stream()
                .map(Account::view)
                .anyMatch(account -> account.playsMusic() && account.starts());
        return starting
                ? Failure.of(FailureCode.ASSISTANT_STARTING, "no account is ready yet")
                        .asException()
                : Failure.of(FailureCode.NO_ASSISTANT, "no account is logged in and ready")
                        .asException();
    }

    /** Adds the account's name, so that people read whom to let in. */
    private static FailureException naming(Account account, FailureException e) {
        return e.failure() instanceof Failure.UserError user
                ? user.with("assistant", FailureArgument.text(account.mention()))
                        .causedBy(e)
                : e;
    }

    private void note(Account account, long chatId, FailureException e) {
        boolean news = closed.isNew(chatId, account.id(), e.failure().code());
        log.atLevel(news ? Level.INFO : Level.DEBUG)
                .log("Account {} could not join {}: {}", account.id(), chatId, e.getMessage());
    }

    /** Returns whether an earlier account's wait ends before the next one's. So a chat waits for the shortest. */
    private static boolean endsBefore(@Nullable FailureException earlier, FailureException next) {
        return earlier != null
                && earlier.failure() instanceof Failure.FloodWait first
                && next.failure() instanceof Failure.FloodWait second
                && first.retryAfter().compareTo(second.retryAfter()) < 0;
    }

    /** Returns how long an account waits for news. Only one does, because the news is the same for all. */
    private static Duration patience(@Nullable FailureException last) {
        return last != null && last.failure().code() == FailureCode.NO_VOICE_CHAT ? Duration.ZERO : NEWS;
    }

    /** Returns whether the failure concerns this account only, so that another one may succeed. */
    private static boolean anotherMight(Failure failure) {
        return switch (failure) {
            case Failure.FloodWait _, Failure.PerInstance _ -> true;
            case Failure.UserError user ->
                user.code() == FailureCode.ASSISTANT_BANNED
                        || user.code() == FailureCode.ASSISTANT_CANNOT_JOIN
                        || user.code() == FailureCode.JOIN_DECLINED
                        || user.code() == FailureCode.VOICE_CHAT_RIGHTS_MISSING
                        || user.code() == FailureCode.NO_VOICE_CHAT
                        || noInviteLink(user);
            case Failure.Transient _, Failure.Critical _ -> false;
        };
    }

    /** Returns whether a link is missing. Another account may be in the chat already, and needs none. */
    private static boolean noInviteLink(Failure.UserError failure) {
        return failure.code() == FailureCode.INVITE_RIGHT_MISSING || failure.code() == FailureCode.BOT_REMOVED;
    }

    private List<Account> candidates(long chatId) {
        String sticky = servedLast.getOrDefault(chatId, "");
        return accounts.all().stream()
                .filter(Account::isReadyForMusic)
                .sorted(Comparator.comparing((Account account) -> account.waitsWith(RequestKind.CALL))
                        .thenComparing(account -> !account.isIn(chatId))
                        .thenComparing(account -> !requests.pending(account.id(), chatId))
                        .thenComparing(account -> !account.id().equals(sticky))
                        .thenComparingInt(Account::activeCalls)
                        .thenComparing(Account::id))
                .toList();
    }

    /** Returns whether an account is there for a newer owner, of whom this process may not know otherwise. */
    private boolean isFormer(long chatId, long owner) {
        return owner != Owners.ANYBODY
                && accounts.all().stream().anyMatch(account -> account.voiceChatOwner(chatId) > owner);
    }

    /**
     * Leaves the chat's voice chat with every account that is in it. Does nothing for a former owner of the player.
     *
     * @param owner token of the caller's lease, {@link Owners#ANYBODY} for no owner
     * @throws FailureException one account's failure, or transient {@code assistant.none} while one is starting
     */
    public void leave(long chatId, long owner) throws InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(chatId, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            if (!owners.admit(chatId, owner) || isFormer(chatId, owner)) {
                log.info("Voice chat of {} not left for a former owner", chatId);
                return;
            }
            for (Account account : accounts.all()) {
                if (account.isIn(chatId)) {
                    account.session().leaveVoiceChat(chatId);
                }
            }
            if (accounts.all().stream().anyMatch(Account::starting)) {
                throw Failure.of(FailureCode.NO_ASSISTANT, "an account is not ready yet")
                        .asException();
            }
        } finally {
            lock.unlock();
        }
    }
}
