package dev.muzon.gateway.music.retry;

import dev.muzon.gateway.bot.store.PatientJobs;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.protocol.job.RetryCall;
import org.springframework.stereotype.Component;

/** Publisher of the news that what kept a call from being heard may be gone. */
@Component
class CallRetries {
    private final PatientJobs jobs;

    CallRetries(PatientJobs jobs) {
        this.jobs = jobs;
    }

    void publish(Incoming update, Conversation chat, String news) {
        jobs.publish("retry:" + chat.id() + ":" + update.updateId(), new RetryCall(chat.ref(), news));
    }
}
