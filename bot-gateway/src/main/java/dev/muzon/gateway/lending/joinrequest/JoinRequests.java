package dev.muzon.gateway.lending.joinrequest;

import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * The join requests of the suite's own assistants in chats whose admins approve members. Requests of others are left to
 * the admins. Telegram tells of a request once, so that an outage is waited out.
 */
@Component
class JoinRequests implements UpdateHandler<Incoming.JoinRequest> {
    /** With the standard backoff about ten minutes, after which the assistant's own attempt has long ended. */
    private static final int MOST_ATTEMPTS = 7;

    private final Admission admission;
    private final BotApi api;
    private final Assistants assistants;
    private final MissingRight missingRight;
    private final Later later;
    private final Backoff backoff;
    private final FailureLog failures;

    JoinRequests(
            Admission admission,
            BotApi api,
            Assistants assistants,
            MissingRight missingRight,
            Later later,
            Backoff backoff,
            FailureLog failures) {
        this.admission = admission;
        this.api = api;
        this.assistants = assistants;
        this.missingRight = missingRight;
        this.later = later;
        this.backoff = backoff;
        this.failures = failures;
    }

    @Override
    public Class<Incoming.JoinRequest> type() {
        return Incoming.JoinRequest.class;
    }

    /**
     * Approves the request of an assistant.
     *
     * @return complete when nothing is left to do about it
     */
    @Override
    public CompletableFuture<?> handle(Incoming.JoinRequest request) {
        if (!admission.invites(request.chat())) {
            return CompletableFuture.completedFuture(null);
        }
        var done = new CompletableFuture<Void>();
        BackoffSequence attempts = backoff.start(RandomGenerator.getDefault());
        // Other updates of the chat do not wait for assistant-service.
        later.run(Duration.ZERO, () -> attempt(request, attempts, done));
        return done;
    }

    private void attempt(Incoming.JoinRequest request, BackoffSequence attempts, CompletableFuture<Void> done) {
        try {
            Optional<AccountView> assistant = assistants.find(request.userId());
            assistant.ifPresent(account -> approve(request, account));
            done.complete(null);
        } catch (Throwable e) {
            Failure failure =
                    failures.report("join request in chat " + request.chat().id(), e);
            var wait = attempts.failed(failure);
            if (passes(failure) && attempts.failures() < MOST_ATTEMPTS) {
                later.run(wait, () -> attempt(request, attempts, done));
            } else {
                done.complete(null);
            }
        }
    }

    private void approve(Incoming.JoinRequest request, AccountView account) {
        try {
            api.approveJoinRequest(request.chat().id(), request.userId());
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.BOT_RIGHTS_MISSING) {
                throw e;
            }
            missingRight.tell(request.chat().id(), account);
        }
    }

    private static boolean passes(Failure failure) {
        return failure instanceof Failure.Transient || failure instanceof Failure.FloodWait;
    }
}
