package dev.muzon.assistant.voicechat;

import dev.muzon.assistant.account.Account;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.RetryCall;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.Retrier;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The news of voice chats for voice-call-service, as jobs. The store may be away for a while, so the account does not
 * wait: each job is published on a separate thread, which tries again. Those of one chat keep their order.
 */
@Component
class VoiceChatNews implements Account.VoiceChatListener {
    private static final int ATTEMPTS = 8;

    private static final Logger log = LoggerFactory.getLogger(VoiceChatNews.class);

    private final JobPublisher jobs;
    private final FailureLog failures;
    private final ClosedChats closed;
    private final Retrier retrier;

    /** The latest news of each chat that is not published yet. */
    private final Map<Long, CompletableFuture<?>> latest = new ConcurrentHashMap<>();

    VoiceChatNews(JobPublisher jobs, ClosedChats closed, FailureClassifier classifier, FailureLog failures) {
        this.jobs = jobs;
        this.closed = closed;
        this.failures = failures;
        this.retrier = new Retrier(classifier, failures, Backoff.STANDARD, ATTEMPTS);
    }

    @Override
    public void changed(
            String accountId,
            String mention,
            long chatId,
            int groupCallId,
            @Nullable Integer audioSource,
            Change change) {
        if (change == Change.ENDED || change == Change.REMOVED) {
            closed.closed(chatId);
        }
        publish(
                new VoiceChatChanged(ChatRef.of(chatId), accountId, groupCallId, change, audioSource, mention),
                "telling that voice chat " + chatId + " is " + change);
    }

    /** Tells that a chat may be open now, where one of its players waits for that. */
    @Override
    public void mayJoin(long chatId, String news) {
        if (closed.takeNews(chatId)) {
            mayBeOpen(chatId, news);
        }
    }

    /** Tells the players that could not get into their voice chats, so that they try at once with the account. */
    @Override
    public void ready(String accountId) {
        closed.takeAll().forEach(chatId -> mayBeOpen(chatId, "account " + accountId + " is ready"));
    }

    private void mayBeOpen(long chatId, String news) {
        publish(new RetryCall(ChatRef.of(chatId), news), "telling that voice chat " + chatId + " may be open");
    }

    private void publish(Job news, String activity) {
        String id = "voice-chat:" + UUID.randomUUID();
        long chatId = news.chat().id();
        Executor thread =
                task -> Thread.ofVirtual().name("voice-chat-news " + chatId).start(task);
        CompletableFuture<?> done = latest.compute(chatId, (_, former) -> {
            CompletableFuture<?> before = former == null ? CompletableFuture.completedFuture(null) : former;
            return before.thenRunAsync(() -> publish(id, news, activity), thread);
        });
        var _ = done.whenComplete((_, _) -> latest.remove(chatId, done));
    }

    private void publish(String id, Job news, String activity) {
        try {
            retrier.run(activity, () -> jobs.publish(id, news));
        } catch (FailureException e) {
            // Each attempt is in the log already. Voice-call-service will notice by itself, but later.
            log.error("News of a voice chat lost after {} attempts: {}", ATTEMPTS, activity);
        } catch (Throwable e) {
            failures.report(activity, e);
        }
    }
}
