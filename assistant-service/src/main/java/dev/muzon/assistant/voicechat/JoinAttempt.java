package dev.muzon.assistant.voicechat;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.VoiceChatJoin;
import dev.muzon.protocol.rest.VoiceChatJoined;
import dev.muzon.resilience.Span;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt of one account to get into a chat's voice chat. It joins the chat, finds or starts the voice chat, and joins
 * that.
 */
final class JoinAttempt {
    private static final Logger log = LoggerFactory.getLogger(JoinAttempt.class);

    /** Enough for a bot that approves by itself. Where a person has to approve, the caller tries again. */
    static final Duration APPROVAL = Duration.ofSeconds(5);

    private final String accountId;
    private final String name;
    private final @Nullable Long userId;
    private final TelegramSession session;
    private final VoiceChatJoin request;
    private final long chatId;
    private final InviteLinks inviteLinks;
    private final JoinRequests requests;
    private final Duration patience;

    /**
     * Prepares the attempt.
     *
     * @param patience how long to wait for news of a voice chat where none is on and none may be started
     */
    JoinAttempt(
            Account account, VoiceChatJoin request, InviteLinks inviteLinks, JoinRequests requests, Duration patience) {
        this.accountId = account.id();
        this.name = account.mention();
        this.userId = account.view().userId();
        this.session = account.session();
        this.request = request;
        this.chatId = request.chat().id();
        this.inviteLinks = inviteLinks;
        this.requests = requests;
        this.patience = patience;
    }

    /**
     * Joins everything in turn.
     *
     * @throws FailureException what keeps the account out
     */
    VoiceChatJoined run() throws InterruptedException {
        if (!session.isMember(chatId)) {
            joinChat();
        }
        Found found = find();
        try {
            return join(found);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.NO_VOICE_CHAT) {
                throw e;
            }
            log.info("Voice chat of {} is over, looking for its next one", chatId);
            return join(find());
        }
    }

    /** Waits where the request has to be approved: the bot or an admin does that within seconds, or much later. */
    private void joinChat() throws InterruptedException {
        if (!requests.pending(accountId, chatId) && joinAtOnce()) {
            return;
        }
        requests.sent(accountId, chatId);
        log.info("Account {} waits for the approval of its request to join {}", accountId, chatId);
        if (!session.awaitMembership(chatId, APPROVAL)) {
            throw Failure.of(
                            FailureCode.JOIN_REQUESTED,
                            "nobody approved the request to join within " + new Span(APPROVAL))
                    .asException();
        }
    }

    /**
     * Joins where no approval is needed.
     *
     * @return false when the request has to be approved
     */
    private boolean joinAtOnce() throws InterruptedException {
        String username = request.chat().username();
        try {
            boolean joined = username != null && !username.isBlank() && session.joinByUsername(chatId, username);
            if (!joined) {
                session.joinByInviteLink(inviteLink());
            }
            return true;
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.JOIN_REQUESTED) {
                return false;
            }
            throw e;
        }
    }

    private String inviteLink() {
        try {
            return inviteLinks.inviteLink(chatId, userId);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.BOT_RIGHTS_MISSING) {
                throw e;
            }
            throw Failure.of(FailureCode.INVITE_RIGHT_MISSING, e.failure().detail())
                    .causedBy(e);
        }
    }

    private VoiceChatJoined join(Found found) throws InterruptedException {
        String transport = session.joinVoiceChat(chatId, found.groupCallId(), request.payload());
        if (request.owner() != Owners.ANYBODY) {
            session.ownVoiceChat(chatId, request.owner());
        }
        return new VoiceChatJoined(accountId, found.groupCallId(), transport, found.created(), name);
    }

    /**
     * A voice chat to join.
     *
     * @param created whether this account started it
     */
    private record Found(int groupCallId, boolean created) {}

    private Found find() throws InterruptedException {
        OptionalInt current = session.voiceChat(chatId);
        if (current.isPresent()) {
            return new Found(current.getAsInt(), false);
        }
        if (request.onlyExisting()) {
            OptionalInt started = newest();
            return new Found(started.orElseThrow(JoinAttempt::noneIsOn), false);
        }
        try {
            return new Found(session.createVoiceChat(chatId), true);
        } catch (FailureException refused) {
            return switch (refused.failure()) {
                case Failure.UserError user -> new Found(newest().orElseThrow(() -> noneIsOn(user, refused)), false);
                case Failure.PerInstance _ -> new Found(newest().orElseThrow(() -> refused), false);
                case Failure.Transient _, Failure.FloodWait _, Failure.Critical _ -> throw refused;
            };
        }
    }

    /** Looks again, because somebody else may have started one just now. */
    private OptionalInt newest() throws InterruptedException {
        return session.awaitVoiceChat(chatId, patience);
    }

    private static FailureException noneIsOn() {
        return Failure.of(FailureCode.NO_VOICE_CHAT, "no voice chat is on and none is needed")
                .asException();
    }

    private static FailureException noneIsOn(Failure.UserError user, FailureException refused) {
        return Failure.of(
                        FailureCode.NO_VOICE_CHAT,
                        "no voice chat is on and the account may not start one: " + user.detail())
                .causedBy(refused);
    }
}
