package dev.muzon.gateway.music.departure;

import dev.muzon.gateway.bot.chat.ChatListener;
import dev.muzon.gateway.bot.store.PatientJobs;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.StopPlayer;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * The end of the music in chats that the bot leaves, and its move to a group's new supergroup. Both are durable jobs,
 * so they are done even when voice-call-service is away just now. The card stays behind. The player shows a new one
 * where it goes on.
 */
@Component
class Departures implements ChatListener {
    private final Cards cards;
    private final PatientJobs jobs;

    Departures(Cards cards, PatientJobs jobs) {
        this.cards = cards;
        this.jobs = jobs;
    }

    @Override
    public void left(Conversation chat, int update) {
        jobs.publish("stop:" + chat.id() + ":" + update, new StopPlayer(chat.ref(), update));
        cards.forget(chat.id());
    }

    @Override
    public CompletableFuture<?> moved(Conversation group, long supergroup, int update) {
        ChatRef destination = new ChatRef(supergroup, group.title(), null);
        jobs.publish("move:" + group.id() + ":" + update, new MovePlayer(group.ref(), destination));
        cards.forget(group.id());
        return CompletableFuture.completedFuture(null);
    }
}
