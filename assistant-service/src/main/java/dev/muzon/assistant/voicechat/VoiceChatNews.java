package dev.muzon.assistant.voicechat;

import dev.muzon.assistant.account.Account;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.Retrier;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells voice-call-service what happened to its calls, as jobs. The store may be away for a while: it is tried again,
 * beside the account, which must not wait.
 */
@Component
class VoiceChatNews implements Account.VoiceChatListener {
    private static final int ATTEMPTS = 8;

    private final JobPublisher jobs;
    private final Retrier retrier;

    VoiceChatNews(JobPublisher jobs, FailureClassifier classifier, FailureLog failures) {
        this.jobs = jobs;
        this.retrier = new Retrier(classifier, failures, Backoff.STANDARD, ATTEMPTS);
    }

    @Override
    public void changed(String accountId, long chatId, int groupCallId, Change change) {
        VoiceChatChanged news = new VoiceChatChanged(ChatRef.of(chatId), accountId, groupCallId, change);
        String id = "voice-chat:" + UUID.randomUUID();
        Thread.ofVirtual()
                .name("voice-chat-news " + chatId)
                .start(() -> retrier.run(
                        "telling that voice chat " + chatId + " is " + change, () -> jobs.publish(id, news)));
    }
}
