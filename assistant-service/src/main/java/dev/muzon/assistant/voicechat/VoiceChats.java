package dev.muzon.assistant.voicechat;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gets an account into a chat's voice chat. The account that is or was in the chat's call goes first, then the one with
 * the fewest calls; where one cannot (banned, flooded, in too many chats) the next one tries. One chat's requests come
 * one at a time; chats do not wait for each other.
 */
@Component
public class VoiceChats {
    private static final Logger log = LoggerFactory.getLogger(VoiceChats.class);

    private final Accounts accounts;
    private final InviteLinks inviteLinks;
    private final MeterRegistry metrics;
    private final Map<Long, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<Long, String> servedLast = new ConcurrentHashMap<>();

    VoiceChats(Accounts accounts, InviteLinks inviteLinks, MeterRegistry metrics) {
        this.accounts = accounts;
        this.inviteLinks = inviteLinks;
        this.metrics = metrics;
    }

    /** @throws FailureException what kept the last account out; transient {@code assistant.none} when none is ready */
    public VoiceChatJoined join(VoiceChatJoin request) throws InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(request.chat().id(), _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            return timed(request);
        } finally {
            lock.unlock();
        }
    }

    private VoiceChatJoined timed(VoiceChatJoin request) throws InterruptedException {
        Timer.Sample sample = Timer.start(metrics);
        String outcome = "aborted";
        try {
            VoiceChatJoined joined = joinWithOneOf(candidates(request.chat().id()), request);
            outcome = "joined";
            return joined;
        } catch (FailureException e) {
            outcome = e.failure().code().value();
            throw e;
        } finally {
            sample.stop(Timer.builder("muzon.assistant.joins")
                    .description("Requests to join a voice chat, by what came of them")
                    .tag("outcome", outcome)
                    .register(metrics));
        }
    }

    private VoiceChatJoined joinWithOneOf(List<Account> candidates, VoiceChatJoin request) throws InterruptedException {
        FailureException last = null;
        for (Account account : candidates) {
            try {
                VoiceChatJoined joined = joinWith(account, request);
                servedLast.put(request.chat().id(), account.id());
                return joined;
            } catch (FailureException e) {
                log.info(
                        "Account {} cannot join {}: {}",
                        account.id(),
                        request.chat().id(),
                        e.getMessage());
                last = e;
                if (!anotherMight(e.failure())) {
                    throw e;
                }
            }
        }
        throw last != null
                ? last
                : Failure.passing(FailureCode.NO_ASSISTANT, "no account is logged in and ready")
                        .asException();
    }

    /** Whether the trouble is the account's own, so that the next one is worth a try. */
    private static boolean anotherMight(Failure failure) {
        return switch (failure) {
            case Failure.FloodWait _, Failure.PerInstance _ -> true;
            case Failure.UserError user ->
                user.code() == FailureCode.ASSISTANT_BANNED
                        || user.code() == FailureCode.ASSISTANT_CANNOT_JOIN
                        || user.code() == FailureCode.VOICE_CHAT_RIGHTS_MISSING;
            case Failure.Transient _, Failure.Critical _ -> false;
        };
    }

    private List<Account> candidates(long chatId) {
        String sticky = servedLast.getOrDefault(chatId, "");
        return accounts.all().stream()
                .filter(Account::ready)
                .sorted(Comparator.comparing(
                                (Account account) -> account.voiceChatIn(chatId).isEmpty())
                        .thenComparing(account -> !account.id().equals(sticky))
                        .thenComparingInt(Account::activeCalls)
                        .thenComparing(Account::id))
                .toList();
    }

    private VoiceChatJoined joinWith(Account account, VoiceChatJoin request) throws InterruptedException {
        ChatRef chat = request.chat();
        TelegramSession session = account.session();
        if (!session.isMember(chat.id())) {
            joinChat(session, chat);
        }
        try {
            return enter(account, session, request);
        } catch (FailureException e) {
            account.left(chat.id());
            if (e.failure().code() != FailureCode.NO_VOICE_CHAT) {
                throw e;
            }
            log.info("The voice chat of {} is over: looking for its next one", chat.id());
            return enter(account, session, request);
        }
    }

    private static VoiceChatJoined enter(Account account, TelegramSession session, VoiceChatJoin request)
            throws InterruptedException {
        ChatRef chat = request.chat();
        OptionalInt current = session.voiceChat(chat.id());
        int groupCallId = current.isPresent() ? current.getAsInt() : create(session, chat);
        String transport = session.joinVoiceChat(chat.id(), groupCallId, request.payload());
        account.entered(chat.id(), groupCallId);
        return new VoiceChatJoined(account.id(), groupCallId, transport, current.isEmpty());
    }

    private void joinChat(TelegramSession session, ChatRef chat) throws InterruptedException {
        String username = chat.username();
        if (username != null && !username.isBlank()) {
            session.joinByUsername(username);
        } else {
            session.joinByInviteLink(inviteLinks.inviteLink(chat.id()));
        }
    }

    private static int create(TelegramSession session, ChatRef chat) throws InterruptedException {
        try {
            return session.createVoiceChat(chat.id());
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.UserError) {
                throw Failure.user(
                                FailureCode.VOICE_CHAT_RIGHTS_MISSING,
                                "no voice chat is on and the account may not start one: "
                                        + e.failure().detail())
                        .causedBy(e);
            }
            throw e;
        }
    }

    /** Leaves the chat's voice chat with every account that is in it. */
    public void leave(long chatId) throws InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(chatId, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            for (Account account : accounts.all()) {
                OptionalInt groupCallId = account.voiceChatIn(chatId);
                if (groupCallId.isPresent()) {
                    account.left(chatId);
                    account.session().leaveVoiceChat(groupCallId.getAsInt());
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
