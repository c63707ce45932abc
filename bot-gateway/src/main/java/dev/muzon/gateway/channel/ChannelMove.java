package dev.muzon.gateway.channel;

import dev.muzon.gateway.bot.chat.ChatListener;
import dev.muzon.gateway.bot.store.PatientJobs;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.MoveChannels;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The move of a group's list of channels to its new supergroup. The list outlives the bot's removal. */
@Component
class ChannelMove implements ChatListener {
    private final PatientJobs jobs;

    ChannelMove(PatientJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void left(Conversation chat, int update) {
        // It may come back.
    }

    @Override
    public CompletableFuture<?> moved(Conversation group, long supergroup, int update) {
        ChatRef destination = new ChatRef(supergroup, group.title(), null);
        jobs.publish("move-channels:" + group.id() + ":" + update, new MoveChannels(group.ref(), destination));
        return CompletableFuture.completedFuture(null);
    }
}
